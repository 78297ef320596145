package dev.portkey.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/** Typed looks at the members of a tree. A member of another type counts as absent: foreign documents are never trusted. */
public final class JsonMembers {
    private JsonMembers() {}

    public static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    public static Optional<JsonObject> object(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
    }

    public static Optional<JsonArray> array(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray member ? Optional.of(member) : Optional.empty();
    }

    /** A number without its fraction. */
    public static Optional<Long> integer(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? Optional.of(number.longValue()) : Optional.empty();
    }
}
