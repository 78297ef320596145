package dev.portkey.http;

import java.nio.charset.StandardCharsets;

/**
 * One event of a {@code text/event-stream} (WHATWG HTML, "Server-sent events").
 *
 * @param name the {@code event} field; empty when there was none
 * @param data the {@code data} lines joined by a line feed
 */
public record ServerSentEvent(String name, String data) {
    /** The marker that ends OpenAI's streams. */
    public static final ServerSentEvent DONE = data("[DONE]");

    public static ServerSentEvent data(String data) {
        return new ServerSentEvent("", data);
    }

    public boolean isDone() {
        return data.equals("[DONE]");
    }

    /** The event as it goes over the wire, with its closing blank line. */
    public byte[] bytes() {
        var out = new StringBuilder(data.length() + name.length() + 24);
        if (!name.isEmpty()) {
            out.append("event: ").append(name).append('\n');
        }
        data.lines().forEach(line -> out.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            out.append("data: \n");
        }
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
