package dev.portkey.config;

import dev.portkey.credential.Secret;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One object of the settings document, whose members are asked for by type. What does not fit is a problem and counts as
 * absent, so that reading goes on and finds the others. Placeholders are filled in on the way out: a problem quotes what
 * the document says, not what a placeholder stands for. Confined to the reading of one document.
 */
final class SettingsSection {
    private final String path;
    private final JsonObject json;
    private final Placeholders placeholders;
    private final List<String> problems;
    private final Set<String> read = new HashSet<>();

    SettingsSection(String path, JsonObject json, Placeholders placeholders, List<String> problems) {
        this.path = path;
        this.json = json;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** A text that is not empty. */
    Optional<String> text(String name) {
        return value(name).flatMap(value -> asText(value, pathTo(name)));
    }

    /** A text that must be there; a stand-in after a problem. */
    String requiredText(String name) {
        JsonValue value = value(name).orElse(null);
        if (value == null) {
            problem(name, "required");
            return "";
        }
        return asText(value, pathTo(name)).orElse("");
    }

    Optional<Secret> secret(String name) {
        return text(name).map(Secret::of);
    }

    /** A whole number within bounds; a text too where it comes from a placeholder. */
    long number(String name, long fallback, long min, long max) {
        JsonValue value = value(name).orElse(null);
        if (value == null) {
            return fallback;
        }
        Optional<String> digits = value instanceof JsonString written && Placeholders.isIn(written.getString())
                ? asText(value, pathTo(name))
                : Optional.of(value instanceof JsonNumber ? value.toString() : "");
        if (digits.isEmpty()) {
            return fallback;
        }
        Long number = wholeNumber(digits.get());
        if (number != null && number >= min && number <= max) {
            return number;
        }
        String bounds = max == Long.MAX_VALUE ? "from " + min : "from " + min + " to " + max;
        problem(name, "expected a whole number " + bounds + ", got " + shown(value));
        return fallback;
    }

    int count(String name, int fallback, int min) {
        return (int) number(name, fallback, min, Integer.MAX_VALUE);
    }

    Duration millis(String name, Duration fallback, int min) {
        return Duration.ofMillis(number(name, fallback.toMillis(), min, Integer.MAX_VALUE));
    }

    /** An absolute http or https URL without user info, query and fragment, its trailing slashes cut off. */
    Optional<URI> url(String name) {
        return text(name).flatMap(text -> {
            Optional<URI> url = httpUrl(text);
            if (url.isEmpty()) {
                // Not quoted: what is wrong may be a password in it.
                problem(name, "expected an absolute http or https URL without user info, query and fragment");
            }
            return url;
        });
    }

    /** An object; without members when it is absent. */
    SettingsSection section(String name) {
        return value(name)
                .flatMap(value -> asSection(value, pathTo(name)))
                .orElseGet(
                        () -> new SettingsSection(pathTo(name), JsonValue.EMPTY_JSON_OBJECT, placeholders, problems));
    }

    /** An array of objects. */
    List<SettingsSection> sections(String name) {
        return list(name, this::asSection);
    }

    /** An array of texts; empty when the member is absent, or is none. */
    Optional<List<String>> texts(String name) {
        return has(name) ? Optional.of(list(name, this::asText)) : Optional.empty();
    }

    /** An object of objects, by the name of each. */
    Map<String, SettingsSection> namedSections(String name) {
        return members(name, this::asSection);
    }

    /** An object of texts. */
    Map<String, String> namedTexts(String name) {
        return members(name, this::asText);
    }

    /** An object of any shape, with all placeholders in it filled in; empty after a problem. */
    Optional<JsonObject> document(String name) {
        int before = problems.size();
        return value(name)
                .flatMap(value -> asSection(value, pathTo(name)))
                .map(section -> section.filled(section.json, section.path).asJsonObject())
                .filter(document -> problems.size() == before);
    }

    /** The members nobody has asked for, with all placeholders in them filled in. */
    Map<String, JsonValue> rest() {
        Map<String, JsonValue> rest = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (!read.contains(name)) {
                rest.put(name, filled(value, pathTo(name)));
            }
        });
        read.addAll(rest.keySet());
        return rest;
    }

    /** Members nobody has asked for are problems: most are typing mistakes. */
    void refuseOthers() {
        json.keySet().stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> problem(
                        name,
                        "unknown, expected one of "
                                + String.join(", ", read.stream().sorted().toList())));
    }

    boolean has(String name) {
        read.add(name);
        return json.containsKey(name);
    }

    void problem(String name, String message) {
        problems.add(pathTo(name) + ": " + message);
    }

    String pathTo(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    private Optional<JsonValue> value(String name) {
        read.add(name);
        return Optional.ofNullable(json.get(name));
    }

    private <T> List<T> list(String name, BiFunction<JsonValue, String, Optional<T>> element) {
        List<T> elements = new ArrayList<>();
        value(name).ifPresent(value -> {
            if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    element.apply(array.get(i), pathTo(name) + '[' + i + ']').ifPresent(elements::add);
                }
            } else {
                problem(name, "expected an array, got " + kind(value));
            }
        });
        return elements;
    }

    private <T> Map<String, T> members(String name, BiFunction<JsonValue, String, Optional<T>> member) {
        Map<String, T> members = new LinkedHashMap<>();
        value(name)
                .flatMap(value -> asSection(value, pathTo(name)))
                .ifPresent(section -> section.json.forEach((key, value) ->
                        member.apply(value, section.pathTo(key)).ifPresent(read -> members.put(key, read))));
        return members;
    }

    private Optional<SettingsSection> asSection(JsonValue value, String where) {
        if (value instanceof JsonObject object) {
            return Optional.of(new SettingsSection(where, object, placeholders, problems));
        }
        problems.add(where + ": expected an object, got " + kind(value));
        return Optional.empty();
    }

    private Optional<String> asText(JsonValue value, String where) {
        if (!(value instanceof JsonString string)) {
            problems.add(where + ": expected a text, got " + kind(value));
            return Optional.empty();
        }
        Optional<String> text = placeholders.fill(string.getString(), problem -> problems.add(where + ": " + problem));
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(where + ": expected a text that is not empty");
            return Optional.empty();
        }
        return text;
    }

    private JsonValue filled(JsonValue value, String where) {
        return switch (value.getValueType()) {
            case STRING -> {
                String text = ((JsonString) value).getString();
                yield JsonCodec.string(placeholders
                        .fill(text, problem -> problems.add(where + ": " + problem))
                        .orElse(""));
            }
            case OBJECT -> {
                JsonObjectBuilder object = JsonCodec.object();
                value.asJsonObject().forEach((name, member) -> object.add(name, filled(member, where + '.' + name)));
                yield object.build();
            }
            case ARRAY -> {
                JsonArrayBuilder array = JsonCodec.array();
                JsonArray elements = value.asJsonArray();
                for (int i = 0; i < elements.size(); i++) {
                    array.add(filled(elements.get(i), where + '[' + i + ']'));
                }
                yield array.build();
            }
            case NUMBER, TRUE, FALSE, NULL -> value;
        };
    }

    private static @Nullable Long wholeNumber(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Optional<URI> httpUrl(String text) {
        try {
            URI url = new URI(text.replaceFirst("/+$", ""));
            boolean fits = ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && url.getPort() <= 65535
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            return fits ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Not the value itself: somebody may have forgotten the quotes around a key. */
    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }

    /** What the document says where a number belongs, in short: limits and ports are no secrets, and texts may be. */
    private static String shown(JsonValue value) {
        boolean quotable =
                value instanceof JsonNumber || value instanceof JsonString text && Placeholders.isIn(text.getString());
        return quotable ? value.toString() : kind(value);
    }
}
