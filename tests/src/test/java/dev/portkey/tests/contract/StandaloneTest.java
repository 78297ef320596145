package dev.portkey.tests.contract;

import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.StandaloneGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract through {@code java -jar portkey.war}. */
@EnabledIf(value = "dev.portkey.tests.door.StandaloneGateway#isBuilt", disabledReason = "portkey.war was not built")
class StandaloneTest extends HttpGatewayContract {
    @Override
    Door open(Path settings) throws Exception {
        return StandaloneGateway.door(settings);
    }
}
