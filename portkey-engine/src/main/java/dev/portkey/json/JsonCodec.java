package dev.portkey.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.CharArrayWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reading, writing and building JSON-P trees. The factories are looked up once: each static {@code jakarta.json.Json}
 * call searches for its provider again, which costs more than parsing a small document.
 */
public final class JsonCodec {
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());
    private static final JsonWriterFactory WRITERS = PROVIDER.createWriterFactory(Map.of());
    private static final JsonWriterFactory PRETTY =
            PROVIDER.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
    private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

    private JsonCodec() {}

    /**
     * Parses any JSON value from UTF-8.
     *
     * @throws JsonSyntaxException when the bytes are not one JSON document
     */
    public static JsonValue parse(byte[] utf8) {
        JsonSyntax.check(utf8);
        try (JsonReader reader = READERS.createReader(new StringReader(new String(utf8, StandardCharsets.UTF_8)))) {
            return reader.readValue();
        } catch (JsonException e) {
            throw new JsonSyntaxException(0, "a JSON document");
        }
    }

    /** Parses JSON text; as {@link #parse(byte[])}. */
    public static JsonValue parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses a document whose root must be an object.
     *
     * @throws JsonSyntaxException when it is not JSON, or another kind of value
     */
    public static JsonObject parseObject(byte[] utf8) {
        JsonValue value = parse(utf8);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonSyntaxException(0, "an object");
    }

    /** As {@link #parseObject(byte[])}. */
    public static JsonObject parseObject(String text) {
        return parseObject(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compact UTF-8. */
    public static byte[] write(JsonValue value) {
        return write(value, WRITERS);
    }

    /** Indented UTF-8, for people. */
    public static byte[] writePretty(JsonValue value) {
        return write(value, PRETTY);
    }

    private static byte[] write(JsonValue value, JsonWriterFactory factory) {
        var out = new Utf8Writer();
        try (JsonWriter writer = factory.createWriter(out)) {
            writer.write(value);
        }
        return out.bytes();
    }

    /**
     * Encodes once, at the end. A stream would be wrapped in an encoder, as an input stream in a decoder, whose buffers of
     * 8 KB each were half of what a translated call allocated.
     *
     * <p>Half a surrogate pair has no UTF-8 and is escaped, as it must have come: a stream is cut anywhere, and the other
     * half is in the piece before or after.
     */
    private static final class Utf8Writer extends CharArrayWriter {
        Utf8Writer() {
            super(1024);
        }

        byte[] bytes() {
            return wellFormed().getBytes(StandardCharsets.UTF_8);
        }

        private String wellFormed() {
            StringBuilder escaped = null;
            int done = 0;
            for (int i = 0; i < count; i++) {
                if (!Character.isSurrogate(buf[i])) {
                    continue;
                }
                if (i + 1 < count && Character.isSurrogatePair(buf[i], buf[i + 1])) {
                    i++;
                    continue;
                }
                escaped = escaped == null ? new StringBuilder(count + 16) : escaped;
                escaped.append(buf, done, i - done).append("\\u").append(Integer.toHexString(buf[i]));
                done = i + 1;
            }
            return escaped == null
                    ? new String(buf, 0, count)
                    : escaped.append(buf, done, count - done).toString();
        }
    }

    /** Compact text. */
    public static String text(JsonValue value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /** The text as a JSON string with its quotes; half surrogate pairs stay what they are. */
    public static String quoted(String text) {
        return text(string(text));
    }

    public static JsonObjectBuilder object() {
        return BUILDERS.createObjectBuilder();
    }

    /** A builder that starts with the members of {@code object}. */
    public static JsonObjectBuilder object(JsonObject object) {
        return BUILDERS.createObjectBuilder(object);
    }

    public static JsonArrayBuilder array() {
        return BUILDERS.createArrayBuilder();
    }

    public static JsonString string(String value) {
        return PROVIDER.createValue(value);
    }

    public static JsonNumber number(long value) {
        return PROVIDER.createValue(value);
    }

    public static JsonNumber number(double value) {
        return PROVIDER.createValue(value);
    }

    public static JsonValue bool(boolean value) {
        return value ? JsonValue.TRUE : JsonValue.FALSE;
    }
}
