package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.http.multipart.FormEdit;
import dev.portkey.http.multipart.FormField;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonPath;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A target's parameters as they apply to a form: {@code override_params} replace the client's fields, {@code
 * default_params} fill in for fields that are not there, {@code drop_params} take fields away, those just added included.
 * A parameter stands for the fields of its name and for those that clients spell with brackets behind it, {@code name[]}
 * and {@code name[key]}; {@code drop_params} may name one of the latter as {@code name.key}. Confined to one form.
 */
final class FormParams implements FormEdit {
    private final Target target;
    private final Set<String> dropped;
    private final Set<String> seen = new HashSet<>();

    FormParams(Target target) {
        this.target = target;
        this.dropped = Set.copyOf(target.dropParams());
    }

    /** Whether a target has parameters at all. */
    static boolean changes(Target target) {
        return !target.overrideParams().isEmpty()
                || !target.defaultParams().isEmpty()
                || !target.dropParams().isEmpty();
    }

    @Override
    public List<FormField> before() {
        List<FormField> fields = new ArrayList<>();
        target.overrideParams().forEach((name, value) -> add(name, value, fields));
        return fields;
    }

    @Override
    public boolean keeps(String name) {
        String param = param(name);
        if (target.defaultParams().containsKey(param)) {
            seen.add(param);
        }
        return !target.overrideParams().containsKey(param) && !isDropped(name, param);
    }

    @Override
    public List<FormField> after() {
        List<FormField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonValue> entry : target.defaultParams().entrySet()) {
            if (!seen.contains(entry.getKey()) && !target.overrideParams().containsKey(entry.getKey())) {
                add(entry.getKey(), entry.getValue(), fields);
            }
        }
        return fields;
    }

    private boolean isDropped(String name, String param) {
        return dropped.contains(name)
                || dropped.contains(param)
                || dropped.stream().map(JsonPath::parse).anyMatch(path -> leadsTo(path, name));
    }

    private static boolean leadsTo(JsonPath path, String name) {
        StringBuilder field = new StringBuilder(path.root());
        for (JsonPath.Step step : path.steps()) {
            if (!(step instanceof JsonPath.Name key)) {
                return false;
            }
            field.append('[').append(key.name()).append(']');
        }
        return name.contentEquals(field);
    }

    /** {@code timestamp_granularities[]} is a value of {@code timestamp_granularities}. */
    private static String param(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 ? name.substring(0, bracket) : name;
    }

    /** Lists become one field for each element; a form has no null. */
    private void add(String name, JsonValue value, List<FormField> fields) {
        if (isDropped(name, param(name)) || value == JsonValue.NULL) {
            return;
        }
        if (value instanceof JsonArray array) {
            array.forEach(element -> fields.add(new FormField(name + "[]", text(element))));
        } else {
            fields.add(new FormField(name, text(value)));
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : JsonCodec.text(value);
    }
}
