package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * OpenAI's {@code reasoning_effort} in what the model understands: {@code output_config.effort}, or a thinking budget. A
 * client's own {@code thinking} goes before it (docs: build-with-claude/effort, build-with-claude/extended-thinking).
 */
final class AnthropicReasoning {
    private static final long SMALLEST_BUDGET = 1024;

    private AnthropicReasoning() {}

    /** For {@code output_config.effort}. */
    static Optional<JsonValue> effort(JsonObject request) {
        ClaudeModel model = ClaudeModel.of(request);
        return JsonMembers.text(request, "reasoning_effort")
                .filter(effort -> model.takesEffort())
                .map(effort -> switch (effort) {
                    case "none", "minimal" -> "low";
                    case "xhigh" -> model.takesHighestEffort() ? "xhigh" : "high";
                    default -> effort;
                })
                .map(JsonCodec::string);
    }

    /** For {@code thinking}. */
    static Optional<JsonValue> thinking(JsonObject request) {
        if (request.containsKey("thinking") || !ClaudeModel.of(request).takesThinkingBudget()) {
            return Optional.empty();
        }
        Optional<String> effort = JsonMembers.text(request, "reasoning_effort");
        if (effort.filter("none"::equals).isPresent()) {
            return Optional.of(JsonCodec.object().add("type", "disabled").build());
        }
        return effort.flatMap(wanted -> budget(wanted, request)).map(tokens -> JsonCodec.object()
                .add("type", "enabled")
                .add("budget_tokens", tokens)
                .build());
    }

    /** Whether the request thinks on a budget that the client's {@code reasoning_effort} stands for. */
    static boolean thinksByEffort(JsonObject request) {
        return thinking(request)
                .filter(thinking -> thinking.asJsonObject().containsKey("budget_tokens"))
                .isPresent();
    }

    /** At most half of what may be generated, so that thinking leaves room for the answer; none where that is too little. */
    private static Optional<Long> budget(String effort, JsonObject request) {
        long wanted =
                switch (effort) {
                    case "minimal", "low" -> SMALLEST_BUDGET;
                    case "medium" -> 4096;
                    default -> 16384;
                };
        long budget = Math.min(wanted, AnthropicLimits.maxTokens(request).orElse(Long.MAX_VALUE) / 2);
        return budget < SMALLEST_BUDGET || AnthropicToolChoice.forces(request) || lostItsThoughts(request)
                ? Optional.empty()
                : Optional.of(budget);
    }

    /** A turn that called tools must begin with the thoughts that led to it, which OpenAI's clients do not send back. */
    private static boolean lostItsThoughts(JsonObject request) {
        JsonArray messages = JsonMembers.array(request, "messages").orElse(JsonValue.EMPTY_JSON_ARRAY);
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof JsonObject message
                    && JsonMembers.text(message, "role").orElse("").equals("assistant")) {
                boolean calls = message.containsKey("tool_calls") || message.containsKey("function_call");
                return calls && !hasThoughts(message);
            }
        }
        return false;
    }

    private static boolean hasThoughts(JsonObject message) {
        return JsonMembers.array(message, "content_blocks").orElse(JsonValue.EMPTY_JSON_ARRAY).stream()
                .anyMatch(block -> block instanceof JsonObject object
                        && JsonMembers.text(object, "type").orElse("").endsWith("thinking"));
    }
}
