package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.RESPONSE_CREATE;
import static dev.portkey.translate.Field.derive;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.Choices;
import dev.portkey.provider.openai.Omissions;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.RequestMapping;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * OpenRouter (openrouter.ai/docs/api-reference). Its comments while a model warms up become chunks that say nothing: many clients
 * take comments for data, as OpenRouter itself warns. Strict calls send a narrow list of members, other calls everything.
 */
final class OpenRouter {
    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT.with(
            derive("reasoning", OpenRouter::reasoning),
            derive("reasoning_effort", OpenRouter::reasoning).as("reasoning"),
            derive("usage", OpenRouter::usage),
            derive("stream_options", OpenRouter::usage).as("usage"));

    private static final RequestMapping STRICT_CHAT = CHAT.dropping(
            "frequency_penalty",
            "logprobs",
            "min_p",
            "n",
            "parallel_tool_calls",
            "plugins",
            "presence_penalty",
            "repetition_penalty",
            "route",
            "seed",
            "stop",
            "top_a",
            "top_k",
            "top_logprobs",
            "user");

    private OpenRouter() {}

    static Provider provider() {
        return CompatibleProvider.at("openrouter", "https://openrouter.ai/api", "/v1")
                .sendingHeaders(OpenRouter::attribution)
                .chat(chat -> chat.sending(STRICT_CHAT, CHAT)
                        .editing(Omissions.whenStrict("choices.native_finish_reason"))
                        .editing(call -> Omissions.ofNull("choices.logprobs", "choices.message.refusal"))
                        .editing(call -> Choices.messages(message -> reasoned(message, call.strict())))
                        .editingChunks(OpenRouter::chunks)
                        .labelledChunks()
                        .sayingForComments(OpenRouter::waiting))
                .completions()
                .embeddings()
                .serving(RESPONSE_CREATE);
    }

    /** Who sends the traffic, for OpenRouter's rankings; {@code openrouter_referer} and {@code openrouter_title} name another. */
    private static Headers attribution(ProviderCall call) {
        Target target = call.target();
        return Headers.of(
                "http-referer", target.option("openrouter_referer").orElse("https://portkey.ai/"),
                "x-title", target.option("openrouter_title").orElse("portkey"));
    }

    /** OpenAI's {@code reasoning_effort} is the member {@code effort} of OpenRouter's {@code reasoning}. */
    private static Optional<JsonValue> reasoning(JsonObject body) {
        return merged(body, "reasoning", "effort", Optional.ofNullable(body.get("reasoning_effort")));
    }

    private static Optional<JsonValue> usage(JsonObject body) {
        Optional<JsonValue> include = JsonMembers.object(body, "stream_options")
                .flatMap(options -> Optional.ofNullable(options.get("include_usage")));
        return merged(body, "usage", "include", include);
    }

    private static Optional<JsonValue> merged(
            JsonObject body, String object, String member, Optional<JsonValue> value) {
        JsonObject own = JsonMembers.object(body, object).orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObject merged =
                value.map(set -> JsonCodec.object(own).add(member, set).build()).orElse(own);
        return merged.isEmpty() ? Optional.empty() : Optional.of(merged);
    }

    /** The thoughts of a reply are a block of content for clients that know such, and left out for others. */
    private static JsonObject reasoned(JsonObject message, boolean strict) {
        if (!message.containsKey("reasoning")) {
            return message;
        }
        var rest = JsonCodec.object(message).remove("reasoning");
        Optional<String> thoughts = JsonMembers.text(message, "reasoning");
        if (!strict && thoughts.isPresent()) {
            var thinking = JsonCodec.object().add("type", "thinking").add("thinking", thoughts.get());
            JsonMembers.array(message, "reasoning_details")
                    .ifPresent(details -> thinking.add("reasoning_details", details));
            var blocks = JsonCodec.array().add(thinking);
            JsonMembers.text(message, "content")
                    .ifPresent(text ->
                            blocks.add(JsonCodec.object().add("type", "text").add("text", text)));
            rest.add("content_blocks", blocks);
        }
        return rest.build();
    }

    private static JsonBody waiting(ProviderCall call) {
        var nothing = JsonCodec.object()
                .add("index", 0)
                .add("delta", JsonCodec.object().add("role", "assistant").add("content", ""))
                .addNull("finish_reason");
        return JsonBody.of(JsonCodec.object()
                .add("id", "openrouter-" + call.startedAt().toEpochMilli())
                .add("object", "chat.completion.chunk")
                .add("created", call.startedAt().getEpochSecond())
                .add("model", call.json().string("model").orElse(""))
                .add("provider", call.target().provider())
                .add("choices", JsonCodec.array().add(nothing))
                .build());
    }

    private static BodyEdit chunks(ProviderCall call) {
        BodyEdit omissions = Omissions.ofNull("choices.logprobs");
        return call.strict()
                ? omissions.then(Omissions.always("choices.native_finish_reason"))
                : omissions.then(Choices.deltas(OpenRouter::blocks));
    }

    private static JsonObject blocks(JsonObject delta) {
        var blocks = JsonCodec.array();
        JsonMembers.text(delta, "reasoning")
                .ifPresent(thoughts -> blocks.add(JsonCodec.object()
                        .add("index", 0)
                        .add("delta", JsonCodec.object().add("thinking", thoughts))));
        JsonMembers.text(delta, "content")
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> blocks.add(JsonCodec.object()
                        .add("index", 1)
                        .add("delta", JsonCodec.object().add("text", text))));
        var built = blocks.build();
        return built.isEmpty()
                ? delta
                : JsonCodec.object(delta).add("content_blocks", built).build();
    }
}
