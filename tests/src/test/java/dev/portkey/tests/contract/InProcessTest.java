package dev.portkey.tests.contract;

import dev.portkey.Gateway;
import dev.portkey.config.SettingsLocator;
import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.InProcessDoor;
import java.nio.file.Path;

/** The contract by method call. */
class InProcessTest extends GatewayContract {
    @Override
    Door open(Path settings) {
        return new InProcessDoor(Gateway.builder()
                .settings(SettingsLocator.file(settings.toString()))
                .build());
    }
}
