package dev.portkey.tests.door;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/**
 * A client's request.
 *
 * @param target path and query, without the path at which the gateway is mounted
 */
public record Call(String method, String target, Headers headers, Body body) {
    public static Call of(String method, String target) {
        return new Call(method, target, Headers.EMPTY, Body.empty());
    }

    public static Call get(String target) {
        return of("GET", target);
    }

    /** A POST of JSON, with the content type that goes with it. */
    public static Call post(String target, String json) {
        return of("POST", target).with("content-type", "application/json").sending(json);
    }

    /** One header more. */
    public Call with(String header, String value) {
        return new Call(method, target, headers.toBuilder().add(header, value).build(), body);
    }

    /** Without that header. */
    public Call without(String header) {
        return new Call(method, target, headers.toBuilder().remove(header).build(), body);
    }

    public Call sending(String content) {
        return new Call(method, target, headers, Body.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Content of unknown length, sent as it comes. */
    public Call sending(Flow.Publisher<ByteBuffer> content) {
        return new Call(method, target, headers, Body.of(content, -1));
    }

    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Without the question mark; empty when there is none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
