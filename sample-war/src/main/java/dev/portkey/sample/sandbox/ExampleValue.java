package dev.portkey.sample.sandbox;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** The plainest value that fits a JSON schema: how the sandbox fills in tool arguments and structured output. */
final class ExampleValue {
    private static final int MAX_DEPTH = 16;

    private ExampleValue() {}

    static JsonValue of(JsonObject schema) {
        return of(schema, 0);
    }

    private static JsonValue of(JsonObject schema, int depth) {
        if (schema.get("enum") instanceof JsonArray choices && !choices.isEmpty()) {
            return choices.get(0);
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        return switch (type(schema)) {
            case "object" -> depth < MAX_DEPTH ? object(schema, depth) : JsonValue.EMPTY_JSON_OBJECT;
            case "array" -> depth < MAX_DEPTH ? array(schema, depth) : JsonValue.EMPTY_JSON_ARRAY;
            case "integer", "number" -> JsonCodec.number(1);
            case "boolean" -> JsonValue.TRUE;
            case "null" -> JsonValue.NULL;
            default -> JsonCodec.string("sandbox");
        };
    }

    private static String type(JsonObject schema) {
        JsonValue type = schema.getOrDefault("type", JsonValue.NULL);
        if (type instanceof JsonArray several && !several.isEmpty()) {
            type = several.get(0);
        }
        if (type instanceof JsonString name) {
            return name.getString();
        }
        return schema.containsKey("properties") ? "object" : "string";
    }

    private static JsonValue object(JsonObject schema, int depth) {
        JsonObjectBuilder object = JsonCodec.object();
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> {
                if (property instanceof JsonObject propertySchema) {
                    object.add(name, of(propertySchema, depth + 1));
                }
            });
        }
        return object.build();
    }

    private static JsonValue array(JsonObject schema, int depth) {
        return schema.get("items") instanceof JsonObject items
                ? JsonCodec.array().add(of(items, depth + 1)).build()
                : JsonValue.EMPTY_JSON_ARRAY;
    }
}
