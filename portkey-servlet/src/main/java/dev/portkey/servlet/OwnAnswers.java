package dev.portkey.servlet;

import dev.portkey.error.ErrorCode;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonValue;

/** The answers a door gives when it has none of the gateway. */
final class OwnAnswers {
    static final GatewayResponse INTERNAL_ERROR =
            error(ErrorCode.INTERNAL_ERROR, "The gateway failed to answer this call; its log says why.");
    static final GatewayResponse PROVIDER_BROKE_OFF =
            error(ErrorCode.PROVIDER_STREAM_CUT, "The provider broke off in the middle of its answer.");
    static final GatewayResponse AMBIGUOUS_PATH = error(
            ErrorCode.INVALID_REQUEST,
            "The path has dot segments next to encoded slashes; send the path that is meant.");
    static final GatewayResponse STOPPING =
            error(ErrorCode.GATEWAY_STOPPING, "This gateway is stopping; try another instance.");

    private OwnAnswers() {}

    private static GatewayResponse error(ErrorCode code, String message) {
        JsonValue body = JsonCodec.object()
                .add(
                        "error",
                        JsonCodec.object()
                                .add("message", message)
                                .add("type", code.type())
                                .add("param", JsonValue.NULL)
                                .add("code", code.wireName()))
                .build();
        return new GatewayResponse(
                code.status(), Headers.of("content-type", MediaTypes.JSON), Body.of(JsonCodec.write(body)));
    }
}
