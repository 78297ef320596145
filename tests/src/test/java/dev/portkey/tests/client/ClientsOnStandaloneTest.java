package dev.portkey.tests.client;

import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.door.StandaloneGateway;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIf;

/** The clients against {@code java -jar portkey.war}. */
@EnabledIf(value = "dev.portkey.tests.door.StandaloneGateway#isBuilt", disabledReason = "portkey.war was not built")
class ClientsOnStandaloneTest extends ClientContract {
    @Override
    HttpDoor open() throws IOException {
        return StandaloneGateway.door();
    }
}
