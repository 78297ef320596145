package dev.portkey.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Buffers to text and back, in UTF-8. */
final class Texts {
    private Texts() {}

    static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }
}
