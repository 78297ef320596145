package dev.portkey.http.multipart;

import dev.portkey.http.ByteTransform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Edits a form while it passes: fields go, come in front and come behind, all else stays byte for byte, in its order. Holds
 * one piece of input, the head of one part and no content. The boundary stays what it was.
 *
 * <p>Fails with a {@link MalformedFormException} for what is no form.
 */
public final class FormTransform implements ByteTransform {
    /** The header lines of one part, in bytes; those of real clients are a few hundred. */
    private static final int MAX_HEAD = 16 << 10;

    /** White space a delimiter line may end with. */
    private static final int MAX_PADDING = 128;

    private static final byte[] LINE_BREAK = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final byte[] delimiter;
    private final FormEdit edit;
    private State state = State.PREAMBLE;

    /** What a delimiter ends; goes on if it was none. */
    private State content = State.PREAMBLE;

    /** What has come and is not yet understood from {@link #at} on. The first delimiter may lack its line break. */
    private byte[] input = LINE_BREAK;

    private int at;

    private enum State {
        PREAMBLE,
        DELIMITER,
        HEAD,
        KEPT,
        DROPPED,
        END
    }

    public FormTransform(Boundary boundary, FormEdit edit) {
        this.delimiter = boundary.delimiter();
        this.edit = edit;
    }

    @Override
    public void next(ByteBuffer in, Consumer<ByteBuffer> out) {
        int held = input.length - at;
        byte[] joined = new byte[held + in.remaining()];
        System.arraycopy(input, at, joined, 0, held);
        in.get(joined, held, in.remaining());
        input = joined;
        at = 0;
        while (advance(out)) {
            // on to the next piece of structure
        }
    }

    /** Understands one more piece; false when that takes more input. */
    private boolean advance(Consumer<ByteBuffer> out) {
        return switch (state) {
            case PREAMBLE, KEPT, DROPPED -> content(out);
            case DELIMITER -> delimiter(out);
            case HEAD -> head(out);
            case END -> epilogue();
        };
    }

    private boolean content(Consumer<ByteBuffer> out) {
        int found = indexOf(delimiter);
        int end = found >= 0 ? found : Math.max(at, input.length - delimiter.length + 1);
        if (state == State.KEPT) {
            out.accept(ByteBuffer.wrap(input, at, end - at).slice());
        }
        at = end;
        if (found < 0) {
            return false;
        }
        at += delimiter.length;
        content = state;
        state = State.DELIMITER;
        return true;
    }

    /** Behind the boundary: two dashes lead to the end, a line break to a part, anything else is content after all. */
    private boolean delimiter(Consumer<ByteBuffer> out) {
        int end = at;
        while (end < input.length && (input[end] == ' ' || input[end] == '\t') && end - at <= MAX_PADDING) {
            end++;
        }
        if (end + 1 >= input.length) {
            return false;
        }
        if (end == at && input[at] == '-' && input[at + 1] == '-') {
            endContent(out);
            edit.after().forEach(field -> put(field, out));
            out.accept(ByteBuffer.wrap(delimiter, 2, delimiter.length - 2).slice());
            put("--\r\n", out);
            state = State.END;
        } else if (input[end] == '\r' && input[end + 1] == '\n') {
            endContent(out);
            at = end;
            state = State.HEAD;
        } else {
            if (content == State.KEPT) {
                out.accept(ByteBuffer.wrap(delimiter.clone()));
            }
            state = content;
        }
        return true;
    }

    private void endContent(Consumer<ByteBuffer> out) {
        if (content == State.PREAMBLE) {
            edit.before().forEach(field -> put(field, out));
        } else if (content == State.KEPT) {
            put("\r\n", out);
        }
    }

    private boolean head(Consumer<ByteBuffer> out) {
        int end = indexOf(HEAD_END);
        if ((end < 0 ? input.length : end) - at > MAX_HEAD) {
            throw new MalformedFormException("the headers of a part are longer than " + MAX_HEAD + " bytes");
        }
        if (end < 0) {
            return false;
        }
        int start = Math.min(at + LINE_BREAK.length, end);
        String name = PartHead.fieldName(Arrays.copyOfRange(input, start, end));
        state = edit.keeps(name) ? State.KEPT : State.DROPPED;
        // The empty line counts as content: a part without any has its delimiter there.
        int contentStart = end + LINE_BREAK.length;
        if (state == State.KEPT) {
            out.accept(ByteBuffer.wrap(delimiter, 2, delimiter.length - 2).slice());
            out.accept(ByteBuffer.wrap(input, at, contentStart - at).slice());
        }
        at = contentStart;
        return true;
    }

    private boolean epilogue() {
        at = input.length;
        return false;
    }

    private void put(FormField field, Consumer<ByteBuffer> out) {
        String part = "Content-Disposition: form-data; name=\"" + escaped(field.name()) + "\"\r\n\r\n" + field.value();
        if (("\r\n" + part).contains(new String(delimiter, StandardCharsets.ISO_8859_1))) {
            throw new MalformedFormException("its boundary occurs in a field");
        }
        out.accept(ByteBuffer.wrap(delimiter, 2, delimiter.length - 2).slice());
        put("\r\n" + part + "\r\n", out);
    }

    /** As the WHATWG's HTML standard wants it ("multipart/form-data encoding algorithm"). */
    private static String escaped(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static void put(String text, Consumer<ByteBuffer> out) {
        out.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private int indexOf(byte[] wanted) {
        for (int i = at; i <= input.length - wanted.length; i++) {
            if (input[i] == wanted[0] && Arrays.equals(input, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void complete(Consumer<ByteBuffer> out) {
        if (state != State.END) {
            throw new MalformedFormException("it ends before its last boundary");
        }
    }

    @Override
    public void fail(Throwable cause, Consumer<ByteBuffer> out) {
        throw new MalformedFormException("it was cut");
    }

    @Override
    public boolean finished() {
        return false;
    }
}
