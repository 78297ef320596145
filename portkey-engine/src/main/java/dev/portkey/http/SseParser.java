package dev.portkey.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the bytes of a {@code text/event-stream} into frames, wherever they were split on their way (WHATWG HTML,
 * "Server-sent events", parsing of 2025). Lines end in LF, CR or CRLF; a byte order mark at the start is passed over.
 *
 * <p>A frame is handed out as soon as its blank line is known. When that line is a CR and the input ends there, a LF that
 * follows opens the bytes of the next frame. So the frames' bytes, put one after the other, are the bytes that came, up to
 * an unfinished frame at the end. Blank lines and comments on their own are frames too, without data.
 *
 * <p>Every byte is looked at once and copied at most twice. One instance per stream, confined to one thread at a time.
 */
public final class SseParser {
    /** Longest frame of a parser made without a limit: 16 MiB, enough for an image in base64. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 16 << 20;

    private static final byte[] NOTHING = {};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    /** A buffer that grew beyond this for one long frame is let go: there may be thousands of open streams. */
    private static final int KEPT_CAPACITY = 8 << 10;

    private final int maxFrameBytes;

    /** The frame begun in earlier input; its first {@code held} bytes count. */
    private byte[] pending = NOTHING;

    private int held;

    // Offsets are relative to the first byte of the frame, so that they outlive the move from one array to another.
    private int scanned;
    private int lineStart;
    private int dataStart;
    private int dataEnd;
    private int dataLines;
    private final ByteArrayOutputStream joinedData = new ByteArrayOutputStream(0);
    private String name = "";
    private boolean streamStart = true;
    private boolean afterCarriageReturn;

    public SseParser() {
        this(DEFAULT_MAX_FRAME_BYTES);
    }

    /** A parser that refuses frames of more than so many bytes, blank line included. */
    public SseParser(int maxFrameBytes) {
        if (maxFrameBytes < 1) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes + ", needs at least 1");
        }
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Reads all of {@code in} and hands out the frames that end in it. The buffer may be reused afterwards.
     *
     * @throws SseFrameTooLargeException when a frame is too long; the parser is of no use then
     */
    public void feed(ByteBuffer in, Consumer<SseFrame> out) {
        if (held == 0 && in.hasArray()) {
            int from = in.arrayOffset() + in.position();
            int to = in.arrayOffset() + in.limit();
            in.position(in.limit());
            int frameStart = cut(in.array(), from, to, out);
            hold(in.array(), frameStart, to);
        } else {
            append(in);
            int frameStart = cut(pending, 0, held, out);
            hold(pending, frameStart, held);
        }
    }

    /**
     * The stream is over. A frame without its blank line is dropped, as the specification wants it.
     *
     * @return whether such a frame, more than line ends alone, was dropped
     */
    public boolean end() {
        for (int i = 0; i < held; i++) {
            if (pending[i] != '\n' && pending[i] != '\r') {
                return true;
            }
        }
        return false;
    }

    private void append(ByteBuffer in) {
        int added = in.remaining();
        if (added > pending.length - held) {
            long wanted = Math.max((long) held + added, 2L * pending.length);
            // The pending frame alone is bounded; what is added to it may hold the ends of many frames.
            pending = Arrays.copyOf(pending, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        in.get(pending, held, added);
        held += added;
    }

    private void hold(byte[] bytes, int from, int to) {
        int length = to - from;
        checkLength(length);
        if (length == 0) {
            held = 0;
            if (pending.length > KEPT_CAPACITY) {
                pending = NOTHING;
            }
            return;
        }
        if (bytes != pending && length > pending.length) {
            pending = new byte[Math.max(length, 512)];
        }
        if (bytes != pending || from > 0) {
            System.arraycopy(bytes, from, pending, 0, length);
        }
        held = length;
    }

    /** Hands out the frames that end within the range; returns where the unfinished one begins. */
    private int cut(byte[] bytes, int from, int to, Consumer<SseFrame> out) {
        int frame = from;
        int line = frame + lineStart;
        int i = frame + scanned;
        while (i < to) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterCarriageReturn = false;
                i = lineEnd(bytes, i + 1, to);
                continue;
            }
            if (b == '\n' && afterCarriageReturn) {
                // The second half of a CRLF: its line has ended already.
                afterCarriageReturn = false;
                line = ++i;
                continue;
            }
            int content = streamStart ? afterByteOrderMark(bytes, line, i) : line;
            streamStart = false;
            afterCarriageReturn = b == '\r';
            if (content < i) {
                readLine(bytes, frame, content, i);
                line = ++i;
                continue;
            }
            i++;
            if (afterCarriageReturn && i < to && bytes[i] == '\n') {
                afterCarriageReturn = false;
                i++;
            }
            checkLength(i - frame);
            out.accept(frame(bytes, frame, i));
            frame = i;
            line = i;
        }
        lineStart = line - frame;
        scanned = to - frame;
        return frame;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private static int afterByteOrderMark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    /** Takes in one line, not blank. Comments and fields other than data and event say nothing here. */
    private void readLine(byte[] bytes, int frame, int from, int to) {
        int colon = from;
        // No field that counts has a name longer than "event".
        int last = Math.min(to, from + EVENT.length + 1);
        while (colon < last && bytes[colon] != ':') {
            colon++;
        }
        int value = colon < to ? colon + 1 : to;
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            addData(bytes, frame, value, to);
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            name = new String(bytes, value, to - value, StandardCharsets.UTF_8);
        }
    }

    /** One line stays where it is until the frame is complete; only several are joined. */
    private void addData(byte[] bytes, int frame, int from, int to) {
        if (dataLines == 0) {
            dataStart = from - frame;
            dataEnd = to - frame;
        } else {
            if (dataLines == 1) {
                joinedData.write(bytes, frame + dataStart, dataEnd - dataStart);
            }
            joinedData.write('\n');
            joinedData.write(bytes, from, to - from);
        }
        dataLines++;
    }

    private SseFrame frame(byte[] bytes, int from, int to) {
        byte[] data = NOTHING;
        if (dataLines == 1) {
            data = Arrays.copyOfRange(bytes, from + dataStart, from + dataEnd);
        } else if (dataLines > 1) {
            data = joinedData.toByteArray();
            joinedData.reset();
        }
        var frame = new SseFrame(Arrays.copyOfRange(bytes, from, to), name, data, dataLines > 0);
        dataLines = 0;
        name = "";
        return frame;
    }

    private void checkLength(int length) {
        if (length > maxFrameBytes) {
            throw new SseFrameTooLargeException(maxFrameBytes);
        }
    }
}
