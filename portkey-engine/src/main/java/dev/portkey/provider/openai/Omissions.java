package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.ProviderCall;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Leaves members out of replies: a provider's own additions, which clients that insist on OpenAI's shape do not expect.
 * Paths are dotted; an array on the way means each of its items.
 */
public final class Omissions {
    private Omissions() {}

    /** Without these members, in calls with strict compliance. */
    public static Function<ProviderCall, BodyEdit> whenStrict(String... paths) {
        BodyEdit edit = always(paths);
        return call -> call.strict() ? edit : BodyEdit.NONE;
    }

    /** Without these members. */
    public static BodyEdit always(String... paths) {
        return omitting(List.of(paths), value -> true);
    }

    /** Without these members where they are null. */
    public static BodyEdit ofNull(String... paths) {
        return omitting(List.of(paths), value -> value == JsonValue.NULL);
    }

    private static BodyEdit omitting(List<String> paths, Predicate<JsonValue> which) {
        return body -> {
            JsonBody left = body;
            for (String path : paths) {
                left = without(left, path, which);
            }
            return left;
        };
    }

    private static JsonBody without(JsonBody body, String path, Predicate<JsonValue> which) {
        int dot = path.indexOf('.');
        String top = dot < 0 ? path : path.substring(0, dot);
        if (!body.has(top)) {
            return body;
        }
        JsonValue value = body.tree().getOrDefault(top, JsonValue.NULL);
        if (dot < 0) {
            return which.test(value) ? body.without(top) : body;
        }
        JsonValue rest = without(value, path.substring(dot + 1), which);
        return rest == value ? body : body.with(top, rest);
    }

    private static JsonValue without(JsonValue value, String path, Predicate<JsonValue> which) {
        if (value instanceof JsonArray array) {
            return withoutInItems(array, path, which);
        }
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (!(value instanceof JsonObject object) || !object.containsKey(name)) {
            return value;
        }
        JsonValue member = object.getOrDefault(name, JsonValue.NULL);
        if (dot < 0) {
            return which.test(member) ? JsonCodec.object(object).remove(name).build() : object;
        }
        JsonValue rest = without(member, path.substring(dot + 1), which);
        return rest == member
                ? object
                : JsonCodec.object(object).add(name, rest).build();
    }

    private static JsonArray withoutInItems(JsonArray array, String path, Predicate<JsonValue> which) {
        boolean same = true;
        JsonArrayBuilder out = JsonCodec.array();
        for (JsonValue item : array) {
            JsonValue rest = without(item, path, which);
            same &= rest == item;
            out.add(rest);
        }
        return same ? array : out.build();
    }
}
