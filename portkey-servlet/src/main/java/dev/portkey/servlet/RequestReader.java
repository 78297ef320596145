package dev.portkey.servlet;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Set;

/** What the gateway needs to know of a servlet request. */
final class RequestReader {
    /** Up to here a body that has already arrived is taken at once, which spares a round trip through a listener. */
    private static final int AT_HAND_BYTES = 64 * 1024;

    /** Methods that have no content unless a header says so. */
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private RequestReader() {}

    static Headers headers(HttpServletRequest request) {
        Headers.Builder headers = Headers.builder();
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                headers.add(name, values.nextElement());
            }
        }
        return headers.build();
    }

    /**
     * The content of {@code request}: nothing, the bytes that have arrived when they are all there is, or else a
     * {@link RequestBody}.
     *
     * @throws IOException when the client breaks off
     */
    static Body body(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && !announcesContent(request))) {
            return Body.empty();
        }
        if (length > 0 && length <= AT_HAND_BYTES && request.getHeader("expect") == null) {
            ServletInputStream in = request.getInputStream();
            if (in.available() >= length) {
                return Body.of(readAll(in, (int) length));
            }
        }
        return Body.of(new RequestBody(request, length), length);
    }

    private static boolean announcesContent(HttpServletRequest request) {
        if (request.getHeader("transfer-encoding") != null) {
            return true;
        }
        // HTTP/2 and later need neither header to send content.
        return !request.getProtocol().startsWith("HTTP/1")
                && (!BODILESS.contains(request.getMethod()) || request.getContentType() != null);
    }

    /** Reads past the last byte, too: only then does a container see the request as complete. */
    private static byte[] readAll(ServletInputStream in, int length) throws IOException {
        byte[] content = in.readNBytes(length);
        if (content.length < length || in.read() >= 0) {
            throw new IOException("the body has not the length that was announced");
        }
        return content;
    }
}
