package dev.portkey.config;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One object of a config document, whose members are asked for by type. A member of another type is a problem and counts
 * as absent. Names are asked for in snake case and found in either spelling; only the names of this very object are
 * touched, never what is inside its members. Confined to the reading of one document.
 */
final class ConfigObject {
    /** The largest number up to which every whole number is a double. */
    static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private final String path;
    private final List<ConfigProblem> problems;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    ConfigObject(JsonObject json, String path, List<ConfigProblem> problems) {
        this.path = path;
        this.problems = problems;
        json.forEach((spelling, value) -> {
            String name = OptionNames.canonical(spelling);
            if (members.putIfAbsent(name, value) == null) {
                spellings.put(name, spelling);
            } else {
                problem(pathTo(spelling), "The same as '" + spellings.get(name) + "', which is there as well");
            }
        });
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    boolean hasAll(String... names) {
        return members.keySet().containsAll(List.of(names));
    }

    boolean hasAny(String... names) {
        return List.of(names).stream().anyMatch(members::containsKey);
    }

    /** All members but these, under their snake-case names. */
    Map<String, JsonValue> without(Set<String> names) {
        Map<String, JsonValue> rest = new LinkedHashMap<>(members);
        rest.keySet().removeAll(names);
        return rest;
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.get(name));
    }

    Optional<String> string(String name) {
        return value(name).flatMap(value -> asString(value, pathTo(name)));
    }

    /** A string that says something. */
    Optional<String> text(String name) {
        return string(name).filter(text -> {
            if (text.isEmpty()) {
                problem(pathTo(name), "String must contain at least 1 character(s)");
            }
            return !text.isEmpty();
        });
    }

    Optional<Boolean> bool(String name) {
        return value(name).flatMap(value -> {
            if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                return Optional.of(value == JsonValue.TRUE);
            }
            return wrongType(pathTo(name), "boolean", value);
        });
    }

    /** A number from 0 to {@code max}. */
    Optional<Double> number(String name, double max) {
        return value(name).flatMap(value -> asNumber(value, pathTo(name))).flatMap(number -> within(name, number, max));
    }

    /** A whole number from 0 on. */
    Optional<Long> wholeNumber(String name) {
        return number(name, MAX_SAFE_INTEGER).flatMap(number -> whole(number, pathTo(name)));
    }

    Optional<JsonObject> json(String name) {
        return value(name).flatMap(value -> asObject(value, pathTo(name)));
    }

    Optional<ConfigObject> object(String name) {
        return json(name).map(json -> new ConfigObject(json, pathTo(name), problems));
    }

    Optional<List<String>> strings(String name) {
        return list(name, this::asString);
    }

    /** Whole numbers, each once. */
    Optional<Set<Integer>> numbers(String name) {
        return list(name, (value, at) -> asNumber(value, at).flatMap(number -> whole(number, at)))
                .map(numbers -> {
                    Set<Integer> codes = new LinkedHashSet<>();
                    numbers.forEach(number -> codes.add(number.intValue()));
                    return codes;
                });
    }

    Optional<List<ConfigObject>> objects(String name) {
        return list(name, (value, at) -> asObject(value, at).map(json -> new ConfigObject(json, at, problems)));
    }

    Optional<List<ConfigObject>> nonEmptyObjects(String name) {
        if (value(name).filter(JsonValue.EMPTY_JSON_ARRAY::equals).isPresent()) {
            problem(pathTo(name), "Array must contain at least 1 element(s)");
        }
        return objects(name);
    }

    /** A list of hooks as it stands: objects, and for guardrails also the ids of saved ones. */
    Optional<JsonArray> hooks(String name) {
        boolean idsToo = name.endsWith("_guardrails");
        return list(
                        name,
                        (value, where) -> idsToo && value instanceof JsonString
                                ? Optional.<JsonValue>of(value)
                                : asObject(value, where).map(JsonValue.class::cast))
                .flatMap(list -> value(name))
                .map(JsonValue::asJsonArray);
    }

    /** All members must be strings. */
    void requireStrings() {
        members.forEach((name, value) -> asString(value, pathTo(name)));
    }

    /** An array; elements of the wrong type are problems and left out. */
    private <T> Optional<List<T>> list(String name, BiFunction<JsonValue, String, Optional<T>> element) {
        return value(name).flatMap(value -> {
            if (!(value instanceof JsonArray array)) {
                return wrongType(pathTo(name), "array", value);
            }
            List<T> elements = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                element.apply(array.get(i), pathTo(name) + ',' + i).ifPresent(elements::add);
            }
            return Optional.of(elements);
        });
    }

    /** An absent member is a problem. */
    void require(String name) {
        if (!has(name)) {
            problem(pathTo(name), "Required");
        }
    }

    /** Something is wrong with a member. */
    void problemAt(String name, String message) {
        problem(pathTo(name), message);
    }

    /** Something is wrong with the object as a whole. */
    void problem(String message) {
        problem(path, message);
    }

    private void problem(String where, String message) {
        problems.add(new ConfigProblem(where, message));
    }

    /** Where a member stands, in the spelling it came in; {@code name} may go deeper, with commas. */
    private String pathTo(String name) {
        String spelling = spellings.getOrDefault(name, name);
        return path.isEmpty() ? spelling : path + ',' + spelling;
    }

    private Optional<Long> whole(double number, String where) {
        if (number == Math.rint(number)) {
            return Optional.of((long) number);
        }
        problem(where, "Expected integer, received float");
        return Optional.empty();
    }

    private Optional<Double> within(String name, double number, double max) {
        if (number >= 0 && number <= max) {
            return Optional.of(number);
        }
        problem(
                pathTo(name),
                number < 0
                        ? "Number must be greater than or equal to 0"
                        : "Number must be less than or equal to " + JsonCodec.number((long) max));
        return Optional.empty();
    }

    private Optional<String> asString(JsonValue value, String where) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : wrongType(where, "string", value);
    }

    private Optional<Double> asNumber(JsonValue value, String where) {
        return value instanceof JsonNumber number
                ? Optional.of(number.doubleValue())
                : wrongType(where, "number", value);
    }

    private Optional<JsonObject> asObject(JsonValue value, String where) {
        return value instanceof JsonObject object ? Optional.of(object) : wrongType(where, "object", value);
    }

    private <T> Optional<T> wrongType(String where, String expected, JsonValue received) {
        problem(where, "Expected " + expected + ", received " + typeName(received));
        return Optional.empty();
    }

    static String typeName(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case TRUE, FALSE -> "boolean";
            case NULL -> "null";
        };
    }
}
