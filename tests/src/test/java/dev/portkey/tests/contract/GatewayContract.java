package dev.portkey.tests.contract;

import dev.portkey.tests.door.Door;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Everything a client can see of a gateway, whichever door it came through. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayContract {
    Bench shared;

    /** Starts a gateway behind this door, with the settings in that file. */
    abstract Door open(Path settings) throws Exception;

    @BeforeAll
    void openBench(@TempDir Path folder) {
        shared = new Bench(folder, this::open);
    }

    @AfterAll
    void closeBench() throws Exception {
        shared.close();
    }

    @Nested
    class Probes extends ProbeContract {
        Probes() {
            super(shared);
        }
    }

    @Nested
    class Refusals extends RefusalContract {
        Refusals() {
            super(shared);
        }
    }

    @Nested
    class ProviderFaults extends ProviderFaultContract {
        ProviderFaults() {
            super(shared);
        }
    }

    @Nested
    class AnthropicErrors extends AnthropicErrorContract {
        AnthropicErrors() {
            super(shared);
        }
    }

    @Nested
    class ReplyHeaders extends ReplyHeaderContract {
        ReplyHeaders() {
            super(shared);
        }
    }

    @Nested
    class RequestHeaders extends RequestHeaderContract {
        RequestHeaders() {
            super(shared);
        }
    }

    @Nested
    class Precedence extends PrecedenceContract {
        Precedence() {
            super(shared);
        }
    }

    @Nested
    class Routing extends RoutingContract {
        Routing() {
            super(shared);
        }
    }

    @Nested
    class RequestParams extends RequestParamsContract {
        RequestParams() {
            super(shared);
        }
    }

    @Nested
    class Credentials extends CredentialContract {
        Credentials() {
            super(shared);
        }
    }

    @Nested
    class GatewayKeys extends GatewayKeyContract {
        GatewayKeys() {
            super(shared);
        }
    }

    @Nested
    class CustomHosts extends CustomHostContract {
        CustomHosts() {
            super(shared);
        }
    }

    @Nested
    class Bodies extends BodyContract {
        Bodies() {
            super(shared);
        }
    }

    @Nested
    class PassThrough extends PassThroughContract {
        PassThrough() {
            super(shared);
        }
    }

    @Nested
    class LegacyProxy extends LegacyProxyContract {
        LegacyProxy() {
            super(shared);
        }
    }

    @Nested
    class Streams extends StreamContract {
        Streams() {
            super(shared);
        }
    }

    @Nested
    class BrokenStreams extends BrokenStreamContract {
        BrokenStreams() {
            super(shared);
        }
    }

    @Nested
    class HangUps extends HangUpContract {
        HangUps() {
            super(shared);
        }
    }
}
