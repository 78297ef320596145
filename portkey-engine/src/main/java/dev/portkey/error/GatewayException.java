package dev.portkey.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that ends with an answer of the gateway's own. The message is meant for the client: it says what came, what was
 * expected and what to do, and never holds a secret, a resolved address or the text of another exception.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String message;
    private final transient @Nullable String param;
    private final transient List<String> problems;

    private GatewayException(ErrorCode code, String message, @Nullable String param, List<String> problems) {
        super(message);
        this.message = requireNonNull(message, "message");
        this.code = requireNonNull(code, "code");
        this.param = param;
        this.problems = List.copyOf(problems);
    }

    public static GatewayException of(ErrorCode code, String message) {
        return new GatewayException(code, message, null, List.of());
    }

    /** A refusal that points at one place of the request: {@code param} is a header name or the path of a body field. */
    public static GatewayException at(String param, ErrorCode code, String message) {
        return new GatewayException(code, message, param, List.of());
    }

    /** The documented validation refusal: {@code {"status":"failure","message":…}} with status 400. */
    public static GatewayException invalidConfig(String message) {
        return new GatewayException(ErrorCode.INVALID_CONFIG, message, null, List.of());
    }

    /** The documented validation refusal with all problems of the document in {@code errors}. */
    public static GatewayException invalidConfig(String message, List<String> problems) {
        return new GatewayException(ErrorCode.INVALID_CONFIG, message, null, problems);
    }

    public ErrorCode code() {
        return code;
    }

    /** For the client; never null. */
    @Override
    public String getMessage() {
        return message;
    }

    public int status() {
        return code.status();
    }

    /** The header or body field that is at fault. */
    public Optional<String> param() {
        return Optional.ofNullable(param);
    }

    /** All problems of a config document, each as {@code path: a,0,b, message: …}. */
    public List<String> problems() {
        return problems;
    }

    /** Control flow, not a fault of ours: the stack trace would say nothing and costs microseconds on the hot path. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return code == ErrorCode.INTERNAL_ERROR ? super.fillInStackTrace() : this;
    }
}
