package dev.portkey.tests.contract;

import org.junit.jupiter.api.Nested;

/** The contract of doors that speak HTTP: everything, and what only shows on the wire. */
abstract class HttpGatewayContract extends GatewayContract {
    @Nested
    class OnTheWire extends WireContract {
        OnTheWire() {
            super(shared);
        }
    }
}
