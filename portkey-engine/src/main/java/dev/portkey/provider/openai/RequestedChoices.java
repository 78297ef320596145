package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;

/** How many choices a request for a completion asks for. */
final class RequestedChoices {
    private RequestedChoices() {}

    /** {@code n} for each prompt; a prompt that is one array of tokens is one. At least 1. */
    static int of(JsonBody request) {
        int each = request.has("n") && request.tree().get("n") instanceof JsonNumber n ? Math.max(1, n.intValue()) : 1;
        return each * prompts(request);
    }

    private static int prompts(JsonBody request) {
        if (!request.has("prompt")
                || !(request.tree().get("prompt") instanceof JsonArray prompts)
                || prompts.isEmpty()) {
            return 1;
        }
        return prompts.get(0).getValueType() == JsonValue.ValueType.NUMBER ? 1 : prompts.size();
    }
}
