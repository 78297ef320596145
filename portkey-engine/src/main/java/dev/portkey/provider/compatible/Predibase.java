package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Predibase (docs.predibase.com). A model is {@code base:adapter/version}: the base is part of the URL, the adapter is the
 * model of the request. The tenant comes as {@code user}.
 */
final class Predibase {
    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT
            .without("temperature")
            .with(
                    derive("model", Predibase::adapter),
                    copy("temperature").clampedTo(0, 1),
                    copy("n").clampedTo(1, 1))
            .dropping("user");

    private Predibase() {}

    static Provider provider() {
        return CompatibleProvider.at("predibase", "https://serving.app.predibase.com")
                .chat(chat -> chat.movedTo(Predibase::path).sending(CHAT).labelledChunks());
    }

    private static String path(ProviderCall call) {
        String tenant = UrlPart.segment("user", call.json().string("user").orElse(""));
        String base = UrlPart.path("model", model(call.json().tree())[0]);
        return "/" + tenant + "/deployments/v2/llms/" + base + "/v1/chat/completions";
    }

    private static Optional<JsonValue> adapter(JsonObject body) {
        return Optional.of(JsonCodec.string(model(body)[1]));
    }

    /** Base and adapter; the latter is empty for the plain base model. */
    private static String[] model(JsonObject body) {
        String model = JsonMembers.text(body, "model").orElse("");
        int colon = model.indexOf(':');
        return colon < 0
                ? new String[] {model, ""}
                : new String[] {model.substring(0, colon), model.substring(colon + 1)};
    }
}
