package dev.portkey.exchange;

import dev.portkey.http.Headers;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the {@code x-portkey-*} headers of a call ask for besides the choice of the target.
 *
 * @param traceId the caller's, or one made for this call
 * @param metadata {@code x-portkey-metadata}; what is no JSON object counts as none
 */
record CallOptions(String traceId, JsonObject metadata) {
    static CallOptions of(Headers headers) {
        return new CallOptions(
                headers.first("x-portkey-trace-id").filter(id -> !id.isBlank()).orElseGet(CallOptions::newTraceId),
                headers.first("x-portkey-metadata").map(CallOptions::metadata).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    /** The metadata as labels: values that are no strings in their JSON spelling. */
    Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        metadata.forEach((name, value) ->
                labels.put(name, value instanceof JsonString string ? string.getString() : value.toString()));
        return labels;
    }

    /** A random UUID. Trace ids are labels, not secrets: no need for the shared, locked SecureRandom. */
    private static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static JsonObject metadata(String json) {
        try {
            return JsonCodec.parseObject(json);
        } catch (JsonSyntaxException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
