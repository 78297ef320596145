package dev.portkey.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A place, or several, in a JSON document: names separated by dots, {@code [n]} for an element counted from 0, {@code [*]}
 * for every element, {@code ["name"]} for a name with dots. {@code tools[*].function.strict}. What is written otherwise is
 * taken for the name of a top-level member.
 *
 * @param root name of the top-level member
 * @param steps from that member on; empty for the member itself
 */
public record JsonPath(String root, List<Step> steps) {
    /** One step further in. */
    public sealed interface Step permits Name, Index, Every {}

    /** To a member. */
    public record Name(String name) implements Step {}

    /** To an element. */
    public record Index(int index) implements Step {}

    /** To all elements. */
    public record Every() implements Step {}

    public JsonPath {
        steps = List.copyOf(steps);
    }

    public static JsonPath parse(String path) {
        if (path.indexOf('.') < 0 && path.indexOf('[') < 0) {
            return new JsonPath(path, List.of());
        }
        return steps(path)
                .filter(steps -> steps.get(0) instanceof Name)
                .map(steps -> new JsonPath(((Name) steps.get(0)).name(), steps.subList(1, steps.size())))
                .orElseGet(() -> new JsonPath(path, List.of()));
    }

    private static Optional<List<Step>> steps(String path) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            boolean bracket = path.charAt(at) == '[';
            int end = bracket ? path.indexOf(']', at) : nameEnd(path, at);
            Optional<Step> step = end < 0
                    ? Optional.empty()
                    : bracket ? bracketed(path.substring(at + 1, end)) : named(path.substring(at, end));
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
            at = bracket ? end + 1 : end;
            if (at < path.length() && path.charAt(at) == '.') {
                at++;
                if (at == path.length()) {
                    return Optional.empty();
                }
            } else if (at < path.length() && path.charAt(at) != '[') {
                return Optional.empty();
            }
        }
        return Optional.of(steps);
    }

    private static int nameEnd(String path, int from) {
        int at = from;
        while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static Optional<Step> named(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new Name(name));
    }

    private static Optional<Step> bracketed(String inside) {
        if (inside.equals("*")) {
            return Optional.of(new Every());
        }
        int last = inside.length() - 1;
        if (last > 1
                && (inside.charAt(0) == '"' || inside.charAt(0) == '\'')
                && inside.charAt(last) == inside.charAt(0)) {
            return Optional.of(new Name(inside.substring(1, last)));
        }
        boolean digits =
                !inside.isEmpty() && inside.length() < 10 && inside.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(new Index(Integer.parseInt(inside))) : Optional.empty();
    }

    /**
     * The value of the top-level member without what the path leads to; the same value when it leads nowhere. For a path
     * with steps.
     */
    public JsonValue removedFrom(JsonValue member) {
        return change(member, 0, found -> Optional.empty()).orElse(member);
    }

    /**
     * The value of the top-level member with {@code value} where the path leads to. Objects are made on the way where there
     * is nothing; elements are not. For a path with steps.
     *
     * @param replacing whether what is there already gives way
     */
    public JsonValue setIn(JsonValue member, JsonValue value, boolean replacing) {
        return change(member, 0, found -> Optional.of(found.isEmpty() || replacing ? value : found.get()))
                .orElse(member);
    }

    /**
     * The value with the change made at every place the rest of the path leads to.
     *
     * @param change gets what is there, if anything; empty takes it away
     */
    private Optional<JsonValue> change(
            JsonValue value, int depth, Function<Optional<JsonValue>, Optional<JsonValue>> change) {
        if (depth == steps.size()) {
            return change.apply(Optional.of(value));
        }
        Step step = steps.get(depth);
        if (step instanceof Name name && value instanceof JsonObject object) {
            return Optional.of(changeMember(object, name.name(), depth, change));
        }
        if (!(step instanceof Name) && value instanceof JsonArray array) {
            return Optional.of(changeElements(array, step, depth, change));
        }
        return Optional.of(value);
    }

    private JsonObject changeMember(
            JsonObject object, String name, int depth, Function<Optional<JsonValue>, Optional<JsonValue>> change) {
        Optional<JsonValue> there = Optional.ofNullable(object.get(name));
        Optional<JsonValue> changed =
                there.isPresent() ? change(there.get(), depth + 1, change) : made(depth + 1, change);
        if (changed.equals(there)) {
            return object;
        }
        JsonObjectBuilder builder = JsonCodec.object(object);
        changed.ifPresentOrElse(value -> builder.add(name, value), () -> builder.remove(name));
        return builder.build();
    }

    /** What the change makes where there is nothing, wrapped into the objects that are missing on the way. */
    private Optional<JsonValue> made(int depth, Function<Optional<JsonValue>, Optional<JsonValue>> change) {
        Optional<JsonValue> made = change.apply(Optional.empty());
        for (int i = steps.size() - 1; i >= depth && made.isPresent(); i--) {
            made = steps.get(i) instanceof Name name
                    ? Optional.of(
                            JsonCodec.object().add(name.name(), made.get()).build())
                    : Optional.empty();
        }
        return made;
    }

    private JsonArray changeElements(
            JsonArray array, Step step, int depth, Function<Optional<JsonValue>, Optional<JsonValue>> change) {
        JsonArrayBuilder builder = JsonCodec.array();
        for (int i = 0; i < array.size(); i++) {
            boolean meant = step instanceof Every || step instanceof Index index && index.index() == i;
            Optional<JsonValue> element = meant ? change(array.get(i), depth + 1, change) : Optional.of(array.get(i));
            element.ifPresent(builder::add);
        }
        return builder.build();
    }

    /** What the change makes of a top-level member that is not there: an object for {@code root.a}, nothing for others. */
    public Optional<JsonValue> madeFrom(JsonValue value) {
        return made(0, nothing -> Optional.of(value));
    }
}
