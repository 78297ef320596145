package dev.portkey.tests.contract;

import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.Servers;
import java.nio.file.Path;

/** The contract through the JAX-RS feature on Jersey 3.1. */
class FeatureOnJerseyTest extends HttpGatewayContract {
    @Override
    Door open(Path settings) throws Exception {
        return Servers.featureOnJetty(settings);
    }
}
