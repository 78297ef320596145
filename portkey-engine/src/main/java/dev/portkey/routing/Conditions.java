package dev.portkey.routing;

import dev.portkey.config.ConfigNode;
import dev.portkey.config.Strategy;
import dev.portkey.config.TargetGroup;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a conditional strategy may ask about one call, and the answer to its queries. Paths are {@code metadata.…},
 * {@code params.…} to any depth, and {@code url.pathname}.
 *
 * @param metadata the caller's labels
 * @param params the client's request as it came; asked for only when a query reads it
 * @param pathname request path with {@code /v1}
 */
public record Conditions(JsonObject metadata, Supplier<JsonObject> params, String pathname) {
    private static final Pattern NUMBER_PREFIX = Pattern.compile("^\\s*[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    /**
     * The target of the first condition that holds, else the default one.
     *
     * @throws GatewayException 400 in the documented words when none holds and there is no default, when the name is no
     *     target's, or when a query uses an unknown operator
     */
    public ConfigNode choose(TargetGroup group) {
        Strategy strategy = group.strategy();
        if (strategy.conditions().isEmpty()) {
            throw GatewayException.invalidConfig("No conditions passed in the query router");
        }
        String name = strategy.conditions().stream()
                .filter(condition -> holds(condition.query()))
                .findFirst()
                .map(Strategy.Condition::then)
                .orElse(strategy.defaultTarget());
        if (name.isEmpty()) {
            throw GatewayException.invalidConfig("Query router did not resolve to any valid target");
        }
        return group.targets().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> GatewayException.invalidConfig("Invalid target name found in the query router: " + name));
    }

    /** Whether all members of a query hold. */
    boolean holds(JsonObject query) {
        boolean all = true;
        for (Map.Entry<String, JsonValue> member : query.entrySet()) {
            all &= switch (member.getKey()) {
                case "$and" -> queries(member.getValue()).stream().allMatch(this::isHolding);
                case "$or" -> queries(member.getValue()).stream().anyMatch(this::isHolding);
                default -> compares(value(member.getKey()), member.getValue());
            };
        }
        return all;
    }

    private boolean isHolding(JsonValue query) {
        return query instanceof JsonObject object && holds(object);
    }

    private static JsonArray queries(JsonValue value) {
        return value instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    /** What stands at a path; empty when nothing does. */
    Optional<JsonValue> value(String path) {
        if (path.equals("url.pathname")) {
            return Optional.of(JsonCodec.string(pathname));
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return switch (path.substring(0, dot)) {
            case "metadata" -> find(metadata, path.substring(dot + 1));
            case "params" -> find(params.get(), path.substring(dot + 1));
            default -> Optional.empty();
        };
    }

    /** A member whose own name has dots wins over a path through nested objects. */
    private static Optional<JsonValue> find(JsonObject object, String path) {
        if (object.containsKey(path)) {
            return Optional.of(object.get(path));
        }
        int dot = path.indexOf('.');
        return dot > 0 && object.get(path.substring(0, dot)) instanceof JsonObject child
                ? find(child, path.substring(dot + 1))
                : Optional.empty();
    }

    private static boolean compares(Optional<JsonValue> value, JsonValue operand) {
        if (!(operand instanceof JsonObject operators)) {
            return value.filter(present -> same(present, operand)).isPresent();
        }
        boolean all = true;
        for (Map.Entry<String, JsonValue> operator : operators.entrySet()) {
            all &= compares(operator.getKey(), value, operator.getValue());
        }
        return all;
    }

    private static boolean compares(String operator, Optional<JsonValue> value, JsonValue operand) {
        return switch (operator) {
            case "$eq" -> value.filter(present -> same(present, operand)).isPresent();
            case "$ne" -> value.filter(present -> same(present, operand)).isEmpty();
            case "$gt" -> ordered(value, operand, sign -> sign > 0);
            case "$gte" -> ordered(value, operand, sign -> sign >= 0);
            case "$lt" -> ordered(value, operand, sign -> sign < 0);
            case "$lte" -> ordered(value, operand, sign -> sign <= 0);
            case "$in" ->
                operand instanceof JsonArray set
                        && value.filter(present -> contains(set, present)).isPresent();
            case "$nin" ->
                operand instanceof JsonArray set
                        && value.filter(present -> contains(set, present)).isEmpty();
            case "$regex" -> value.filter(text -> found(operand, text)).isPresent();
            default ->
                throw GatewayException.invalidConfig("Unsupported operator used in the query router: " + operator);
        };
    }

    private static boolean contains(JsonArray set, JsonValue value) {
        return set.stream().anyMatch(element -> same(element, value));
    }

    /** Equal in type and value; numbers by value, however they are spelt. */
    private static boolean same(JsonValue a, JsonValue b) {
        return a instanceof JsonNumber x && b instanceof JsonNumber y
                ? x.bigDecimalValue().compareTo(y.bigDecimalValue()) == 0
                : a.equals(b);
    }

    private static boolean ordered(Optional<JsonValue> value, JsonValue operand, Predicate<Integer> sign) {
        Optional<Double> left = value.flatMap(Conditions::number);
        Optional<Double> right = number(operand);
        return left.isPresent() && right.isPresent() && sign.test(Double.compare(left.get(), right.get()));
    }

    /** Numbers, and the numbers that texts begin with. */
    private static Optional<Double> number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof JsonString text) {
            var prefix = NUMBER_PREFIX.matcher(text.getString());
            return prefix.find() ? Optional.of(Double.valueOf(prefix.group().strip())) : Optional.empty();
        }
        return Optional.empty();
    }

    /** RE2 runs in linear time whatever the pattern; a pattern it does not take finds nothing. */
    private static boolean found(JsonValue pattern, JsonValue value) {
        if (!(pattern instanceof JsonString regex)) {
            return false;
        }
        try {
            return com.google.re2j.Pattern.compile(regex.getString())
                    .matcher(text(value))
                    .find();
        } catch (com.google.re2j.PatternSyntaxException e) {
            return false;
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
