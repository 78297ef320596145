package dev.portkey.exchange;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;

/** {@code ?pretty}: JSON answers indented for people. */
final class PrettyJson {
    private PrettyJson() {}

    /** The body indented, when the client wants that and it is JSON at hand. */
    static Body asWanted(GatewayRequest request, Headers headers, Body body) {
        boolean indent = request.query().contains("pretty")
                && body instanceof Body.Bytes
                && body.length() > 0
                && headers.first("content-type").filter(MediaTypes::isJson).isPresent();
        return indent ? Body.of(JsonCodec.writePretty(JsonCodec.parse(((Body.Bytes) body).content()))) : body;
    }
}
