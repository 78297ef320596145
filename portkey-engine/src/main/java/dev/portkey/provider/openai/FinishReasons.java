package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.ProviderCall;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts a provider's words for why a choice ended into OpenAI's, for clients that take {@code finish_reason} for an enum.
 * Calls without strict compliance get the provider's words.
 */
public final class FinishReasons {
    private static final Set<String> OPENAI = Set.of("stop", "length", "tool_calls", "content_filter", "function_call");
    private static final String OTHERWISE = "stop";

    private FinishReasons() {}

    /** @param words the provider's words that are not OpenAI's; one that is neither becomes {@code stop} */
    public static Function<ProviderCall, BodyEdit> mapped(Map<String, String> words) {
        Map<String, String> known = Map.copyOf(words);
        BodyEdit edit = Choices.each(choice -> mapped(choice, known));
        return call -> call.strict() ? body -> says(body) ? edit.apply(body) : body : BodyEdit.NONE;
    }

    /** Nearly all chunks say null here and need no tree. */
    private static boolean says(JsonBody body) {
        return OpenAiStream.namesFinishReason(body);
    }

    private static JsonObject mapped(JsonObject choice, Map<String, String> words) {
        Optional<String> reason = JsonMembers.text(choice, "finish_reason").filter(word -> !OPENAI.contains(word));
        return reason.isEmpty()
                ? choice
                : JsonCodec.object(choice)
                        .add("finish_reason", words.getOrDefault(reason.get(), OTHERWISE))
                        .build();
    }
}
