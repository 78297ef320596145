package dev.portkey.translate;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * One row of a request mapping: which member is read, where it is written, what happens on the way. A row fires when the
 * client's request has the member, be it null. Immutable.
 *
 * @param source name of the client's member
 * @param destination dotted path in the provider's request
 * @param conversion computes the value
 * @param verbatim whether the member's bytes may be sent on as they are, asked with the body and the member
 * @param fallback the value when the client sent {@code "portkey-default"}, and, where {@code required}, when it sent
 *     nothing
 * @param required whether the fallback fills in for an absent member
 */
public record Field(
        String source,
        String destination,
        Conversion conversion,
        BiPredicate<JsonBody, JsonBody.Member> verbatim,
        Optional<JsonValue> fallback,
        boolean required) {
    private static final String DEFAULT_WORD = "portkey-default";

    /** The member under its own name, unchanged. */
    public static Field copy(String name) {
        return new Field(
                name,
                name,
                (body, target) -> Optional.ofNullable(body.get(name)),
                (body, member) -> true,
                Optional.empty(),
                false);
    }

    /** A member computed from the whole request. */
    public static Field derive(String source, Conversion conversion) {
        return new Field(source, source, conversion, (body, member) -> false, Optional.empty(), false);
    }

    /** A member computed from the whole request; an empty result writes nothing. */
    public static Field derive(String source, Function<JsonObject, Optional<JsonValue>> conversion) {
        return derive(source, (body, target) -> conversion.apply(body));
    }

    /** Written to another place; dots lead into objects, which are made where missing. */
    public Field as(String newDestination) {
        return new Field(source, newDestination, conversion, (body, member) -> false, fallback, required);
    }

    /** Numbers outside the range become its nearest end; everything else stays. */
    public Field clampedTo(double min, double max) {
        Conversion clamped = (body, target) ->
                conversion.apply(body, target).map(value -> value instanceof JsonNumber n ? clamp(n, min, max) : value);
        BiPredicate<JsonBody, JsonBody.Member> inRange =
                (body, member) -> verbatim.test(body, member) && within(body, member, min, max);
        return new Field(source, destination, clamped, inRange, fallback, required);
    }

    /** Numbers below {@code min} become {@code min}. */
    public Field atLeast(double min) {
        return clampedTo(min, Double.POSITIVE_INFINITY);
    }

    /** A derived row whose member may be sent on unchanged when the test says that nothing is to be done. */
    public Field unless(BiPredicate<JsonBody, JsonBody.Member> nothingToDo) {
        return new Field(source, destination, conversion, nothingToDo, fallback, required);
    }

    /** The value when the client sent the word {@code portkey-default}. */
    public Field orDefault(JsonValue value) {
        return new Field(source, destination, conversion, verbatim, Optional.of(value), required);
    }

    /** The value when the client sent nothing, too. */
    public Field orAlways(JsonValue value) {
        return new Field(source, destination, conversion, verbatim, Optional.of(value), true);
    }

    /** Whether the member can go upstream as the bytes it came as. */
    boolean leaves(JsonBody body, JsonBody.Member member) {
        return source.equals(destination)
                && verbatim.test(body, member)
                && (fallback.isEmpty() || !body.string(source).equals(Optional.of(DEFAULT_WORD)));
    }

    /** What to write, if anything. */
    Optional<JsonValue> value(JsonObject body, Target target) {
        if (!body.containsKey(source)) {
            return required ? fallback : Optional.empty();
        }
        Optional<JsonValue> value = conversion.apply(body, target);
        boolean wantsDefault =
                fallback.isPresent() && value.isPresent() && value.get().equals(JsonCodec.string(DEFAULT_WORD));
        return wantsDefault ? fallback : value;
    }

    private static JsonValue clamp(JsonNumber number, double min, double max) {
        double value = number.doubleValue();
        if (value < min) {
            return plain(min);
        }
        return value > max ? plain(max) : number;
    }

    private static JsonValue plain(double bound) {
        return bound == Math.rint(bound) ? JsonCodec.number((long) bound) : JsonCodec.number(bound);
    }

    private static boolean within(JsonBody body, JsonBody.Member member, double min, double max) {
        byte first = body.bytes()[member.valueStart()];
        if (first != '-' && (first < '0' || first > '9')) {
            return true;
        }
        double value = Double.parseDouble(new String(
                body.bytes(), member.valueStart(), member.end() - member.valueStart(), StandardCharsets.US_ASCII));
        return value >= min && value <= max;
    }
}
