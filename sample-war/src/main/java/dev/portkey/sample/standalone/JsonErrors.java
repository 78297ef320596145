package dev.portkey.sample.standalone;

import dev.portkey.error.ErrorCode;
import dev.portkey.http.MediaTypes;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's error body for requests that Jetty answers by itself: paths and heads it refuses before there is a call.
 * Jetty's own pages, and the reasons it gives, name hosts, ports and what it has read; here only the status speaks.
 */
final class JsonErrors extends ErrorHandler {
    /** Clients read an error body whatever they have asked with; Jetty gives one to GET, POST and HEAD only. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.JSON);
        response.write(true, ByteBuffer.wrap(body(status)), callback);
    }

    /** For what cannot even be parsed. */
    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, MediaTypes.JSON);
        return ByteBuffer.wrap(body(status));
    }

    private static byte[] body(int status) {
        ErrorCode code = status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
        String message = status < 500
                ? "The request was refused for its path, its header or its framing: "
                : "The server failed to take this request: ";
        return JsonCodec.write(JsonCodec.object()
                .add(
                        "error",
                        JsonCodec.object()
                                .add("message", message + HttpStatus.getMessage(status))
                                .add("type", code.type())
                                .add("param", JsonValue.NULL)
                                .add("code", code.wireName()))
                .build());
    }
}
