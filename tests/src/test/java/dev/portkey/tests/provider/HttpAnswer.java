package dev.portkey.tests.provider;

import dev.portkey.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/**
 * An HTTP response.
 *
 * @param cutAfter close the connection after so many bytes of the body; -1 for the whole body
 * @param gate say nothing before it is open
 */
public record HttpAnswer(int status, Headers headers, byte[] body, int cutAfter, CountDownLatch gate)
        implements Answer {
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, Headers.of("content-type", contentType), body, -1, OPEN);
    }

    public HttpAnswer with(String header, String value) {
        return new HttpAnswer(status, headers.toBuilder().add(header, value).build(), body, cutAfter, gate);
    }

    /** Promises the whole body and hangs up after so many bytes of it. */
    public HttpAnswer cutAfter(int bytes) {
        return new HttpAnswer(status, headers, body, bytes, gate);
    }

    public HttpAnswer after(CountDownLatch newGate) {
        return new HttpAnswer(status, headers, body, cutAfter, newGate);
    }

    public HttpAnswer gzipped() {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpAnswer(status, headers, zipped.toByteArray(), cutAfter, gate).with("content-encoding", "gzip");
    }

    @Override
    public void writeTo(Wire wire) throws IOException, InterruptedException {
        gate.await();
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status != 204 && status != 304 && !headers.contains("content-length")) {
            head.append("content-length: " + body.length + "\r\n");
        }
        wire.write(head + "\r\n");
        wire.out().write(cutAfter < 0 ? body : Arrays.copyOf(body, cutAfter));
        wire.out().flush();
        if (cutAfter >= 0) {
            wire.close();
        }
    }
}
