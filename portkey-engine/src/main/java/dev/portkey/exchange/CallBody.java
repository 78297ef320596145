package dev.portkey.exchange;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.BodyCollector;
import dev.portkey.http.BodyTooLargeException;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonSyntax;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.provider.Endpoint;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The content of a client's request, read as far as the gateway needs it.
 *
 * @param json the document, when it is a JSON object
 * @param content what is sent on when it is not: bytes at hand or still streaming
 */
record CallBody(Optional<JsonBody> json, Body content) {
    private static final String FORM_URLENCODED = "application/x-www-form-urlencoded";

    /** Whether the content can be sent a second time. */
    boolean repeatable() {
        return json.isPresent() || content instanceof Body.Bytes;
    }

    /** The request as conditions see it: nothing when it is no JSON. */
    JsonObject params() {
        return json.map(JsonBody::tree).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /**
     * Reads the body.
     *
     * @throws GatewayException with {@code Invalid content type passed} when the endpoint cannot take that type; the future
     *     fails with 400 for what is not JSON and 413 for what is too large
     */
    static CompletableFuture<CallBody> read(Endpoint endpoint, GatewayRequest request, long maxBytes) {
        String type = MediaTypes.essence(request.headers().first("content-type").orElse(""));
        boolean none = request.body().length() == 0 || endpoint.content() == Endpoint.Content.NONE;
        return switch (endpoint.content()) {
            case JSON -> {
                requireType(mayHoldJson(type));
                yield collect(request, maxBytes).thenApply(CallBody::requireJson);
            }
            case FORM -> {
                requireType(type.equals("multipart/form-data"));
                yield CompletableFuture.completedFuture(new CallBody(Optional.empty(), request.body()));
            }
            case NONE, RAW ->
                none || !mayHoldJson(type) || endpoint == Endpoint.FILE_UPLOAD
                        ? CompletableFuture.completedFuture(
                                new CallBody(Optional.empty(), none ? Body.empty() : request.body()))
                        : collect(request, maxBytes).thenApply(bytes -> guess(type, bytes));
        };
    }

    private static void requireType(boolean fits) {
        if (!fits) {
            throw GatewayException.invalidConfig("Invalid content type passed");
        }
    }

    /** Documented curl lines send JSON without a type, or with the one curl's {@code -d} sets. */
    private static boolean mayHoldJson(String type) {
        return type.isEmpty() || MediaTypes.isJson(type) || type.equals(FORM_URLENCODED);
    }

    private static CompletableFuture<byte[]> collect(GatewayRequest request, long maxBytes) {
        if (request.body().length() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        if (request.body() instanceof Body.Bytes bytes) {
            return CompletableFuture.completedFuture(bytes.content());
        }
        return BodyCollector.collect(request.body(), maxBytes).exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof BodyTooLargeException) {
                throw tooLarge(maxBytes);
            }
            throw GatewayException.of(ErrorCode.INVALID_REQUEST, "The request body ended before it was complete");
        });
    }

    private static CallBody requireJson(byte[] bytes) {
        try {
            return new CallBody(Optional.of(JsonBody.parse(bytes)), Body.empty());
        } catch (JsonSyntaxException e) {
            throw GatewayException.of(ErrorCode.INVALID_JSON, "The request body is " + e.getMessage());
        }
    }

    /** On a passed-through route the type is a hint: a form stays a form, broken JSON is refused. */
    private static CallBody guess(String type, byte[] bytes) {
        if (bytes.length == 0) {
            return new CallBody(Optional.empty(), Body.empty());
        }
        if (!MediaTypes.isJson(type) && !JsonSyntax.isValid(bytes)) {
            return new CallBody(Optional.empty(), Body.of(bytes));
        }
        return startsObject(bytes) ? requireJson(bytes) : new CallBody(Optional.empty(), Body.of(bytes));
    }

    private static boolean startsObject(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }

    private static GatewayException tooLarge(long maxBytes) {
        return GatewayException.of(
                ErrorCode.BODY_TOO_LARGE,
                "The request body is larger than the " + maxBytes + " bytes this gateway accepts");
    }
}
