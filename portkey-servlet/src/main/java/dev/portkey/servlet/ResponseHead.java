package dev.portkey.servlet;

import dev.portkey.exchange.GatewayResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Set;

/** Status and header fields of a response, as a container wants them. */
final class ResponseHead {
    /** How the body is framed is between the container and its client. */
    private static final Set<String> FRAMING =
            Set.of("connection", "content-length", "keep-alive", "trailer", "transfer-encoding", "upgrade");

    private ResponseHead() {}

    /** Sets, never appends to, what a filter or the container may have set before. */
    static void write(GatewayResponse from, String method, HttpServletResponse to) {
        to.setStatus(from.status());
        Set<String> seen = new HashSet<>();
        from.headers().forEach((name, value) -> {
            if (FRAMING.contains(name)) {
                return;
            }
            if (seen.add(name)) {
                to.setHeader(name, value);
            } else {
                to.addHeader(name, value);
            }
        });
        long length = from.body().length();
        if (length > 0 || (length == 0 && mayHaveContent(from.status()) && !method.equals("HEAD"))) {
            to.setContentLengthLong(length);
        }
    }

    private static boolean mayHaveContent(int status) {
        return status >= 200 && status != 204 && status != 304;
    }
}
