package dev.portkey.translate.spoken;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Arithmetic on {@code usage} objects of whatever dialect. */
final class Usages {
    private Usages() {}

    /** Counts so far, and later ones in place of the earlier. */
    static JsonObject updated(JsonObject earlier, JsonObject later) {
        JsonObjectBuilder updated = JsonCodec.object(earlier);
        later.forEach(updated::add);
        return updated.build();
    }

    /** The counts of two calls together; what cannot be added is as in the second. */
    static JsonObject sum(JsonObject first, JsonObject second) {
        JsonObjectBuilder sum = JsonCodec.object(first);
        second.forEach((name, value) -> sum.add(name, sum(first.get(name), value)));
        return sum.build();
    }

    private static JsonValue sum(@Nullable JsonValue first, JsonValue second) {
        if (first instanceof JsonNumber a && second instanceof JsonNumber b) {
            return JsonCodec.number(a.longValue() + b.longValue());
        }
        if (first instanceof JsonObject a && second instanceof JsonObject b) {
            return sum(a, b);
        }
        return second;
    }
}
