package dev.portkey.provider.openai;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.ProviderError;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Reads the error bodies of OpenAI and of those who nearly copied it. */
public final class OpenAiErrors {
    private OpenAiErrors() {}

    /**
     * What an error answer says: {@code {"error":{message,type,param,code}}}, {@code {"error":"text"}}, the same members at
     * the top level, or {@code {"detail":…}}. Anything else, such as an HTML page, is summed up by its status alone.
     */
    public static ProviderError read(int status, byte[] body) {
        try {
            if (JsonCodec.parse(body) instanceof JsonObject object) {
                return read(object).orElseGet(() -> unspecific(status));
            }
        } catch (JsonSyntaxException e) {
            // An HTML or text page of some proxy in between: its words are not for the client.
        }
        return unspecific(status);
    }

    /** As {@link #read(int, byte[])}; empty when the object reports no error. */
    public static Optional<ProviderError> read(JsonObject body) {
        JsonValue error = body.get("error");
        if (error instanceof JsonObject object) {
            return Optional.of(details(object));
        }
        if (error instanceof JsonString text) {
            return Optional.of(
                    new ProviderError(text.getString(), text(body, "type"), text(body, "param"), text(body, "code")));
        }
        if (body.containsKey("message")) {
            return Optional.of(details(body));
        }
        return text(body, "detail").map(ProviderError::of);
    }

    private static ProviderError details(JsonObject error) {
        return new ProviderError(
                text(error, "message").orElse("no message"),
                text(error, "type"),
                text(error, "param"),
                text(error, "code"));
    }

    private static ProviderError unspecific(int status) {
        return ProviderError.of("status " + status + " without a readable error body");
    }

    private static Optional<String> text(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        if (value instanceof JsonNumber || value instanceof JsonObject || value instanceof JsonArray) {
            return Optional.of(value.toString());
        }
        return Optional.empty();
    }
}
