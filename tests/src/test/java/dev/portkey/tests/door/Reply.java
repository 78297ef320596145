package dev.portkey.tests.door;

import dev.portkey.http.Headers;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What came back. The content is read as it arrives, once. */
public final class Reply {
    private final int status;
    private final Headers headers;
    private final InputStream body;
    private final EventReader events;

    Reply(int status, Headers headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.events = new EventReader(body);
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /** All values of that header, joined by a comma; empty text when there is none. */
    public String header(String name) {
        return String.join(",", headers.all(name));
    }

    /** The whole content, or what is left of it. Fails with {@link UncheckedIOException} when it was cut. */
    public byte[] bytes() {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public JsonObject json() {
        return JsonCodec.parseObject(text());
    }

    /** The content as server-sent events. */
    public EventReader events() {
        return events;
    }

    /** Hangs up without reading on. */
    public void hangUp() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
