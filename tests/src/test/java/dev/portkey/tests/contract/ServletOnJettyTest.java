package dev.portkey.tests.contract;

import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.Servers;
import java.nio.file.Path;

/** The contract through the servlet on Jetty 12. */
class ServletOnJettyTest extends HttpGatewayContract {
    @Override
    Door open(Path settings) throws Exception {
        return Servers.servletOnJetty(settings);
    }
}
