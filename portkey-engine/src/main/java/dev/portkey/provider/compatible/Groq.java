package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.TRANSLATION;
import static dev.portkey.translate.Field.copy;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import dev.portkey.provider.openai.Messages;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Groq (console.groq.com/docs/openai). What it does not know it answers with 400, so that is left out. */
final class Groq {
    private static final RequestMapping CHAT = OpenAiRequests.COMPATIBLE_CHAT
            .without("messages")
            .with(
                    Messages.each(Groq::message).unless(Messages.without("developer", "name")),
                    copy("n").clampedTo(1, 1))
            .dropping(
                    "logprobs",
                    "top_logprobs",
                    "logit_bias",
                    "store",
                    "modalities",
                    "audio",
                    "prediction",
                    "web_search_options",
                    "verbosity");

    private static final int UNTOLD_STATUS = 502;

    private Groq() {}

    static Provider provider() {
        return CompatibleProvider.at("groq", "https://api.groq.com/openai/v1")
                .chat(chat -> chat.sending(CHAT).editingChunks(Groq::chunks).labelledChunks())
                .responses()
                .speech()
                .transcriptions()
                .serving(TRANSLATION)
                .files()
                .batches();
    }

    private static JsonObject message(JsonObject message) {
        return Messages.without(Messages.systemForDeveloper(message), "name");
    }

    /** Usage stands in {@code x_groq}, and so does an error in the middle of a stream. */
    private static BodyEdit chunks(ProviderCall call) {
        BodyEdit usage = chunk -> chunk.has("x_groq") ? withoutExtras(chunk) : chunk;
        return call.strict() ? usage.then(Choices.each(Groq::completed)) : usage;
    }

    private static JsonBody withoutExtras(JsonBody chunk) {
        JsonObject extras = JsonMembers.object(chunk.tree(), "x_groq").orElse(JsonValue.EMPTY_JSON_OBJECT);
        OpenAiErrors.read(extras).ifPresent(error -> {
            throw new ProviderErrorException(UNTOLD_STATUS, error);
        });
        Optional<JsonObject> usage = JsonMembers.object(extras, "usage").map(Groq::counters);
        JsonBody rest = chunk.without("x_groq");
        return usage.isPresent() && !rest.has("usage") ? rest.with("usage", usage.get()) : rest;
    }

    /** Without Groq's timings. */
    private static JsonObject counters(JsonObject usage) {
        var counters = JsonCodec.object();
        usage.forEach((name, value) -> {
            if (!name.endsWith("_time")) {
                counters.add(name, value);
            }
        });
        return counters.build();
    }

    /** Strict clients are given every member that OpenAI's own deltas may have. */
    private static JsonObject completed(JsonObject choice) {
        JsonObject whole = Choices.member(choice, "delta", delta -> {
            var members = JsonCodec.object(delta).add("role", "assistant");
            if (!JsonMembers.text(delta, "content").isPresent()) {
                members.add("content", "");
            }
            if (!delta.containsKey("tool_calls")) {
                members.add("tool_calls", JsonValue.EMPTY_JSON_ARRAY);
            }
            return members.build();
        });
        return whole.containsKey("logprobs")
                ? whole
                : JsonCodec.object(whole).addNull("logprobs").build();
    }
}
