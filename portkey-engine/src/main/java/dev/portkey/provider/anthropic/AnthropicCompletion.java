package dev.portkey.provider.anthropic;

import static dev.portkey.json.JsonMembers.text;
import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Text completions by way of {@code POST /complete}, which is there for Claude 2 and before. */
record AnthropicCompletion(String providerId) implements Operation {
    private static final RequestMapping REQUEST = RequestMapping.of(
            copy("model"),
            derive("prompt", AnthropicCompletion::dialogue),
            copy("max_tokens").as("max_tokens_to_sample"),
            copy("temperature").clampedTo(0, 1),
            copy("top_p").clampedTo(-1, 1), // -1 turns it off
            copy("top_k"),
            derive("stop", AnthropicCompletion::stopSequences).as("stop_sequences"),
            copy("stream"),
            copy("user").as("metadata.user_id"));

    @Override
    public String path(ProviderCall call) {
        return "/complete";
    }

    @Override
    public byte[] request(ProviderCall call) {
        return REQUEST.apply(call.json(), call.target());
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        JsonObject reply = JsonCodec.parseObject(body);
        if (!reply.containsKey("completion")) {
            throw new UnrecognisedReplyException("no member completion");
        }
        return JsonCodec.write(chunk(reply, providerId, call));
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return new AnthropicCompletionStream(providerId, call);
    }

    /** A whole reply or a piece of one: both have the same shape on either side. */
    static JsonObject chunk(JsonObject completion, String providerId, ProviderCall call) {
        JsonObject choice = JsonCodec.object()
                .add("text", text(completion, "completion").orElse(""))
                .add("index", 0)
                .add("logprobs", JsonValue.NULL)
                .add(
                        "finish_reason",
                        text(completion, "stop_reason")
                                .map(reason -> AnthropicStopReason.toOpenAi(reason, call.strict()))
                                .<JsonValue>map(JsonCodec::string)
                                .orElse(JsonValue.NULL))
                .build();
        return JsonCodec.object()
                .add(
                        "id",
                        text(completion, "log_id")
                                .or(() -> text(completion, "id"))
                                .orElse(""))
                .add("object", "text_completion")
                .add("created", call.startedAt().getEpochSecond())
                .add("model", text(completion, "model").orElse(""))
                .add("provider", providerId)
                .add("choices", JsonCodec.array().add(choice))
                .build();
    }

    private static Optional<JsonValue> dialogue(JsonObject request) {
        JsonValue prompt = request.get("prompt");
        if (prompt instanceof JsonArray prompts && prompts.size() == 1) {
            prompt = prompts.get(0);
        }
        if (prompt instanceof JsonString words) {
            return Optional.of(JsonCodec.string("\n\nHuman: " + words.getString() + "\n\nAssistant:"));
        }
        throw GatewayException.at(
                "prompt",
                ErrorCode.INVALID_REQUEST,
                "prompt must be one string: Anthropic completes one prompt a call.");
    }

    private static Optional<JsonValue> stopSequences(JsonObject request) {
        return Optional.of(AnthropicLimits.stopSequences(request).orElse(JsonValue.EMPTY_JSON_ARRAY));
    }
}
