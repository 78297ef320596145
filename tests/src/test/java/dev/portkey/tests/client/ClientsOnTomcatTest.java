package dev.portkey.tests.client;

import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.door.Servers;
import dev.portkey.tests.door.StandaloneGateway;
import org.junit.jupiter.api.condition.EnabledIf;

/** The clients against the WAR in Tomcat 10.1, under a context path. */
@EnabledIf(value = "dev.portkey.tests.door.StandaloneGateway#isBuilt", disabledReason = "portkey.war was not built")
class ClientsOnTomcatTest extends ClientContract {
    @Override
    HttpDoor open() throws Exception {
        return Servers.warOnTomcat(StandaloneGateway.archive());
    }
}
