package dev.portkey.provider.anthropic;

/** Why Claude stopped, in OpenAI's words. */
final class AnthropicStopReason {
    private AnthropicStopReason() {}

    /**
     * OpenAI's {@code finish_reason}.
     *
     * @param strict whether only OpenAI's own words will do; else Anthropic's reach the client
     */
    static String toOpenAi(String stopReason, boolean strict) {
        if (!strict) {
            return stopReason;
        }
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop"; // end_turn, stop_sequence, pause_turn
        };
    }
}
