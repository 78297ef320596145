package dev.portkey.provider.openai;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.translate.ProviderError;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the error bodies of OpenAI and of those who nearly copied it. */
public final class OpenAiErrors {
    private OpenAiErrors() {}

    /**
     * What an error answer says: {@code {"error":{message,type,param,code}}}, {@code {"error":"text"}}, the same members at
     * the top level, or {@code {"detail":…}} as FastAPI's services send it. Anything else, such as an HTML page, is summed up
     * by its status alone.
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
            return Optional.of(new ProviderError(text.getString(), type(body), text(body, "param"), code(body)));
        }
        if (body.containsKey("message")) {
            return Optional.of(details(body));
        }
        return Optional.ofNullable(body.get("detail"))
                .flatMap(OpenAiErrors::detail)
                .map(ProviderError::of);
    }

    /** FastAPI's {@code detail}: a text, or a list of {@code {loc,msg,type}}. */
    private static Optional<String> detail(JsonValue detail) {
        if (!(detail instanceof JsonArray problems)) {
            return words(detail);
        }
        return Optional.of(problems.stream().map(OpenAiErrors::problem).collect(Collectors.joining("; ")));
    }

    private static String problem(JsonValue problem) {
        if (!(problem instanceof JsonObject object)) {
            return words(problem).orElse("");
        }
        String place = JsonMembers.array(object, "loc").stream()
                .flatMap(JsonArray::stream)
                .map(step -> words(step).orElse(""))
                .collect(Collectors.joining("."));
        String message = text(object, "msg").orElseGet(object::toString);
        return place.isEmpty() ? message : place + ": " + message;
    }

    private static ProviderError details(JsonObject error) {
        return new ProviderError(message(error), type(error), text(error, "param"), code(error));
    }

    /** Hugging Face and Predibase say {@code error_type}. */
    private static Optional<String> type(JsonObject error) {
        return text(error, "type").or(() -> text(error, "error_type"));
    }

    /** Databricks says {@code error_code}. */
    private static Optional<String> code(JsonObject error) {
        return text(error, "code").or(() -> text(error, "error_code"));
    }

    /** Mistral puts FastAPI's {@code detail} where the message belongs. */
    private static String message(JsonObject error) {
        return JsonMembers.object(error, "message")
                .flatMap(nested -> Optional.ofNullable(nested.get("detail")))
                .flatMap(OpenAiErrors::detail)
                .or(() -> text(error, "message"))
                .orElse("no message");
    }

    private static ProviderError unspecific(int status) {
        return ProviderError.of("status " + status + " without a readable error body");
    }

    private static Optional<String> text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).flatMap(OpenAiErrors::words);
    }

    private static Optional<String> words(JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        if (value instanceof JsonNumber || value instanceof JsonObject || value instanceof JsonArray) {
            return Optional.of(value.toString());
        }
        return Optional.empty();
    }
}
