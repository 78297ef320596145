package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonPath;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * A client's JSON as a target wants it: {@code default_params} where the client said nothing, then {@code override_params},
 * then without {@code drop_params}. Each may name a top-level member or, as {@link JsonPath}, places within one; of the
 * document only the members concerned are read and written.
 */
final class RequestParams {
    private RequestParams() {}

    static JsonBody apply(Target target, JsonBody body) {
        JsonBody shaped = body;
        for (Map.Entry<String, JsonValue> entry : target.defaultParams().entrySet()) {
            shaped = set(shaped, entry, false);
        }
        for (Map.Entry<String, JsonValue> entry : target.overrideParams().entrySet()) {
            shaped = set(shaped, entry, true);
        }
        for (String path : target.dropParams()) {
            shaped = drop(shaped, path);
        }
        return shaped;
    }

    private static JsonBody set(JsonBody body, Map.Entry<String, JsonValue> entry, boolean replacing) {
        JsonPath path = literalOrPath(body, entry.getKey());
        var member = body.member(path.root());
        if (path.steps().isEmpty()) {
            return member.isEmpty() || replacing ? body.with(path.root(), entry.getValue()) : body;
        }
        if (member.isEmpty()) {
            return path.madeFrom(entry.getValue())
                    .map(made -> body.with(path.root(), made))
                    .orElse(body);
        }
        JsonValue before = body.value(member.get());
        JsonValue after = path.setIn(before, entry.getValue(), replacing);
        return after.equals(before) ? body : body.with(path.root(), after);
    }

    private static JsonBody drop(JsonBody body, String text) {
        JsonPath path = literalOrPath(body, text);
        var member = body.member(path.root());
        if (member.isEmpty()) {
            return body;
        }
        if (path.steps().isEmpty()) {
            return body.without(path.root());
        }
        JsonValue before = body.value(member.get());
        JsonValue after = path.removedFrom(before);
        return after.equals(before) ? body : body.with(path.root(), after);
    }

    /** A member whose own name has dots is meant before the place the name would lead to. */
    private static JsonPath literalOrPath(JsonBody body, String text) {
        JsonPath path = JsonPath.parse(text);
        return !path.steps().isEmpty() && body.has(text) ? new JsonPath(text, List.of()) : path;
    }
}
