package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;

/** {@code response_format}: a schema the answer must follow (docs: build-with-claude/structured-outputs). */
final class AnthropicOutput {
    /** Keywords whose value is a schema or a list of schemas. */
    private static final Set<String> SCHEMAS = Set.of("items", "prefixItems", "anyOf", "allOf", "oneOf", "not");
    /** Keywords whose value is an object of named schemas. */
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs", "definitions");

    private AnthropicOutput() {}

    /** For {@code output_config.format}. */
    static Optional<JsonValue> format(JsonObject request) {
        return JsonMembers.object(request, "response_format")
                .filter(format -> isOfType(format, "json_schema"))
                .flatMap(format -> JsonMembers.object(format, "json_schema"))
                .flatMap(named -> JsonMembers.object(named, "schema"))
                .map(schema -> JsonCodec.object()
                        .add("type", "json_schema")
                        .add("schema", closed(schema))
                        .build());
    }

    /** Whether the client wants JSON of no particular shape, for which Anthropic has no switch. */
    static boolean wantsAnyJson(JsonObject request) {
        return JsonMembers.object(request, "response_format")
                .filter(format -> isOfType(format, "json_object"))
                .isPresent();
    }

    private static boolean isOfType(JsonObject format, String type) {
        return JsonMembers.text(format, "type").orElse("").equals(type);
    }

    /** The schema with {@code additionalProperties: false} in every object, which Anthropic demands and OpenAI does not. */
    private static JsonValue closed(JsonValue schema) {
        if (schema instanceof JsonArray list) {
            JsonArrayBuilder closed = JsonCodec.array();
            list.forEach(item -> closed.add(closed(item)));
            return closed.build();
        }
        return schema instanceof JsonObject object ? closed(object) : schema;
    }

    private static JsonObject closed(JsonObject schema) {
        JsonObjectBuilder closed = JsonCodec.object();
        schema.forEach((keyword, value) -> {
            if (SCHEMAS.contains(keyword)) {
                closed.add(keyword, closed(value));
            } else if (NAMED_SCHEMAS.contains(keyword) && value instanceof JsonObject named) {
                JsonObjectBuilder schemas = JsonCodec.object();
                named.forEach((name, member) -> schemas.add(name, closed(member)));
                closed.add(keyword, schemas);
            } else {
                closed.add(keyword, value);
            }
        });
        if (schema.containsKey("properties") || isOfType(schema, "object")) {
            closed.add("additionalProperties", JsonValue.FALSE);
        }
        return closed.build();
    }
}
