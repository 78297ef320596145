package dev.portkey.http;

import java.nio.ByteBuffer;

/**
 * One frame of an event stream as the bytes it came as, up to and with its blank line. Comments alone are a frame without
 * data. The array belongs to the frame and must not be changed.
 *
 * @param bytes the whole frame
 * @param name the {@code event} field; empty when there was none
 * @param data the {@code data} lines joined by a line feed, in UTF-8
 * @param hasData whether there was a {@code data} line at all
 */
public record SseFrame(byte[] bytes, String name, byte[] data, boolean hasData) {
    /** The frame to be sent on unchanged. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    /** Whether this is OpenAI's end marker. */
    public boolean isDone() {
        return data.length == 6
                && data[0] == '['
                && data[1] == 'D'
                && data[2] == 'O'
                && data[3] == 'N'
                && data[4] == 'E'
                && data[5] == ']';
    }
}
