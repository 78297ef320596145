package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Edits of the choices of a reply or a chunk: each choice, and the message or delta within each. */
public final class Choices {
    private Choices() {}

    /** Changes every choice. */
    public static BodyEdit each(UnaryOperator<JsonObject> choice) {
        return body -> {
            Optional<JsonArray> choices = JsonMembers.array(body.tree(), "choices");
            return choices.isEmpty() ? body : replaced(body, choices.get(), choice);
        };
    }

    /** Changes the message of every choice, in a reply. */
    public static BodyEdit messages(UnaryOperator<JsonObject> message) {
        return each(choice -> member(choice, "message", message));
    }

    /** Changes the delta of every choice, in a chunk. */
    public static BodyEdit deltas(UnaryOperator<JsonObject> delta) {
        return each(choice -> member(choice, "delta", delta));
    }

    /** Changes a member that is an object; the same instance where nothing changes. */
    public static JsonObject member(JsonObject parent, String name, UnaryOperator<JsonObject> change) {
        Optional<JsonObject> member = JsonMembers.object(parent, name);
        if (member.isEmpty()) {
            return parent;
        }
        JsonObject changed = change.apply(member.get());
        return changed == member.get()
                ? parent
                : JsonCodec.object(parent).add(name, changed).build();
    }

    private static JsonBody replaced(JsonBody body, JsonArray choices, UnaryOperator<JsonObject> change) {
        boolean same = true;
        JsonArrayBuilder out = JsonCodec.array();
        for (JsonValue item : choices) {
            JsonValue changed = item instanceof JsonObject choice ? change.apply(choice) : item;
            same &= changed == item;
            out.add(changed);
        }
        return same ? body : body.with("choices", out.build());
    }
}
