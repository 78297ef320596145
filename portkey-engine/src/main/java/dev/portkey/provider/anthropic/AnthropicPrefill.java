package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Prefill;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Whether Claude can be given the beginning of its answer: not with thinking, not when the answer must fit a schema, and
 * not since generation 4.6 (docs: build-with-claude/prompt-engineering/prefill-claudes-response, 2026).
 */
final class AnthropicPrefill {
    private AnthropicPrefill() {}

    /**
     * The client's body with the beginning in it.
     *
     * @param body in the client's dialect
     * @param request the same as Anthropic would get it
     */
    static Optional<JsonBody> of(JsonBody body, byte[] request, String said) {
        JsonObject asked = JsonCodec.parseObject(request);
        return ClaudeModel.of(asked).takesPrefill() && !thinks(asked) && !hasFormat(asked)
                ? Prefill.MESSAGE.apply(body, said)
                : Optional.empty();
    }

    private static boolean thinks(JsonObject request) {
        return JsonMembers.object(request, "thinking")
                .flatMap(thinking -> JsonMembers.text(thinking, "type"))
                .filter(type -> !type.equals("disabled"))
                .isPresent();
    }

    private static boolean hasFormat(JsonObject request) {
        return JsonMembers.object(request, "output_config")
                .filter(output -> output.containsKey("format"))
                .isPresent();
    }
}
