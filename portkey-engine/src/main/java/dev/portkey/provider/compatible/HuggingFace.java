package dev.portkey.provider.compatible;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.FinishReasons;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Hugging Face (huggingface.co/docs/inference-providers, and Text Generation Inference's Messages API): the shared host, which
 * has the model in its path, or a dedicated endpoint, named by the option {@code huggingface_base_url}.
 */
final class HuggingFace {
    private static final String HOST = "huggingface_base_url";

    private static final RequestMapping CHAT = OpenAiRequests.MAX_TOKENS_CHAT;
    private static final RequestMapping STRICT_CHAT = CHAT.dropping("parallel_tool_calls", "stream_options");

    private static final Map<String, String> FINISH_REASONS = Map.of("eos_token", "stop", "stop_sequence", "stop");

    private HuggingFace() {}

    static Provider provider() {
        return CompatibleProvider.at("huggingface", "https://api-inference.huggingface.co")
                .orAtOption(HOST)
                .chat(chat -> answers(chat.sending(STRICT_CHAT, CHAT).movedTo(call -> path(call, "/chat/completions"))))
                .completions(completions -> answers(completions.movedTo(call -> path(call, "/completions"))))
                .embeddings(embeddings -> embeddings.movedTo(call -> path(call, "/embeddings")));
    }

    private static String path(ProviderCall call, String endpoint) {
        String model = call.json().string("model").orElse("");
        Optional<String> dedicated = call.target().option(HOST);
        if (dedicated.isEmpty() && !model.isEmpty()) {
            return "/models/" + UrlPart.path("model", model) + "/v1" + endpoint;
        }
        return dedicated.filter(url -> url.endsWith("/v1")).isPresent() ? endpoint : "/v1" + endpoint;
    }

    private static OpenAiOperation answers(OpenAiOperation operation) {
        return operation
                .labelledChunks()
                .editingBoth(call -> identified())
                .editingBoth(FinishReasons.mapped(FINISH_REASONS))
                .readingErrors(HuggingFace::error);
    }

    /** Text Generation Inference leaves the id empty; one is made for the whole reply or stream. */
    private static BodyEdit identified() {
        var id = JsonCodec.string("portkey-" + UUID.randomUUID());
        return body -> hasId(body) ? body : body.with("id", id);
    }

    private static boolean hasId(JsonBody body) {
        return body.string("id").filter(id -> !id.isEmpty()).isPresent();
    }

    /** An error that is a text alone gets the status as its code. */
    private static ProviderError error(int status, byte[] body) {
        ProviderError error = OpenAiErrors.read(status, body);
        return new ProviderError(
                error.message(),
                error.type(),
                error.param(),
                error.code().or(() -> Optional.of(Integer.toString(status))));
    }
}
