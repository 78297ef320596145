package dev.portkey.http;

/** A frame of an event stream is longer than an {@link SseParser} may hold. Says nothing of what is in it. */
public final class SseFrameTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SseFrameTooLargeException(int maxFrameBytes) {
        super("a frame of the event stream is longer than " + maxFrameBytes + " bytes");
    }
}
