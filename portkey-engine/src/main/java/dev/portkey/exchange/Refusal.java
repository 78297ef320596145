package dev.portkey.exchange;

import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Dialect;

/** The answer to a call that reaches no target. */
public final class Refusal {
    private Refusal() {}

    public static GatewayResponse of(GatewayException refused, Dialect dialect) {
        return new GatewayResponse(
                refused.status(),
                Headers.of("content-type", MediaTypes.JSON),
                Body.of(JsonCodec.write(ErrorBodies.of(refused, dialect))));
    }
}
