package dev.portkey.tests.provider;

import dev.portkey.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off one connection (RFC 9112). Confined to one thread. */
final class RequestReader {
    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Request line and headers of the next request; empty when the peer has closed the connection. */
    Optional<ReceivedCall> next() throws IOException {
        String requestLine = line();
        if (requestLine == null) {
            return Optional.empty();
        }
        String[] words = requestLine.split(" ");
        Headers.Builder headers = Headers.builder();
        for (String field = requiredLine(); !field.isEmpty(); field = requiredLine()) {
            int colon = field.indexOf(':');
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return Optional.of(new ReceivedCall(words[0], words[1], headers.build()));
    }

    /** The content that goes with those headers. */
    void readBody(ReceivedCall call) throws IOException {
        if (call.header("transfer-encoding").equals("chunked")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                pass(call, size);
                requiredLine();
            }
            requiredLine();
        } else if (call.headers().contains("content-length")) {
            pass(call, Integer.parseInt(call.header("content-length")));
        }
        call.complete();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(requiredLine().split(";")[0].strip(), 16);
    }

    private void pass(ReceivedCall call, int length) throws IOException {
        byte[] buffer = new byte[8192];
        for (int left = length; left > 0; ) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the request body was cut");
            }
            call.receive(buffer, read);
            left -= read;
        }
    }

    private String requiredLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the request head was cut");
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
