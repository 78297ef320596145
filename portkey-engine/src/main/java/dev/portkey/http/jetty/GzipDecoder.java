package dev.portkey.http.jetty;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decodes the gzip format (RFC 1952) as its bytes arrive: any number of members, each checked against its length and
 * checksums. Confined to one thread at a time; to be closed, since the inflater holds memory outside of the heap.
 */
final class GzipDecoder implements AutoCloseable {
    private static final int ID1 = 0x1F;
    private static final int ID2 = 0x8B;
    private static final int DEFLATE = 8;
    private static final int RESERVED_FLAGS = 0xE0;
    private static final int FIXED_BYTES = 10;

    /** The parts of a member in their order, some of which are there only if a flag says so. */
    private enum Part {
        FIXED(0),
        EXTRA_LENGTH(1 << 2),
        EXTRA(1 << 2),
        NAME(1 << 3),
        COMMENT(1 << 4),
        HEADER_CHECKSUM(1 << 1),
        DATA(0),
        CHECKSUM(0),
        LENGTH(0);

        private static final Part[] ALL = values();

        private final int flag;

        Part(int flag) {
            this.flag = flag;
        }

        Part next() {
            return ALL[(ordinal() + 1) % ALL.length];
        }

        boolean isPresent(int flags) {
            return flag == 0 || (flags & flag) != 0;
        }
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private Part part = Part.FIXED;
    private int flags;
    private int extraLength;

    /** The bytes of the current part so far: how many, and the first four of them as a number, lowest byte first. */
    private int count;

    private long number;

    /**
     * Decodes until the output is full or the input is used up. A full output may mean that there is more to come, even
     * without further input.
     *
     * @throws ZipException when this is no gzip, or its content is not what was packed
     */
    void decode(ByteBuffer in, ByteBuffer out) throws ZipException {
        while (out.hasRemaining()) {
            if (part == Part.DATA) {
                if (!inflate(in, out)) {
                    return;
                }
            } else if (in.hasRemaining()) {
                take(in.get());
            } else {
                return;
            }
        }
    }

    /** Whether the input may end here: after a whole member, or before the first. */
    boolean isBetweenMembers() {
        return part == Part.FIXED && count == 0;
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** Whether anything came of it. */
    private boolean inflate(ByteBuffer in, ByteBuffer out) throws ZipException {
        ByteBuffer made = out.duplicate();
        inflater.setInput(in);
        try {
            inflater.inflate(out);
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("bad gzip data").initCause(e);
        }
        made.limit(out.position());
        boolean any = made.hasRemaining();
        checksum.update(made);
        if (inflater.finished()) {
            nextPart();
            return true;
        }
        return any;
    }

    private void take(byte next) throws ZipException {
        int value = next & 0xFF;
        if (count < 4) {
            number |= (long) value << (8 * count);
        }
        count++;
        if (part.compareTo(Part.HEADER_CHECKSUM) < 0) {
            checksum.update(value);
        }
        if (isWhole(value)) {
            finishPart();
        }
    }

    private boolean isWhole(int value) throws ZipException {
        return switch (part) {
            case FIXED -> {
                checkFixed(value);
                yield count == FIXED_BYTES;
            }
            case EXTRA -> count == extraLength;
            case NAME, COMMENT -> value == 0;
            case EXTRA_LENGTH, HEADER_CHECKSUM -> count == 2;
            case CHECKSUM, LENGTH -> count == 4;
            case DATA -> throw new IllegalStateException("data is inflated");
        };
    }

    /** Early, so that what is no gzip is not waited for. */
    private void checkFixed(int value) throws ZipException {
        switch (count) {
            case 1 -> check(value == ID1, "not in gzip format");
            case 2 -> check(value == ID2, "not in gzip format");
            case 3 -> check(value == DEFLATE, "unknown gzip compression method");
            case 4 -> {
                check((value & RESERVED_FLAGS) == 0, "unknown gzip flags");
                flags = value;
            }
            default -> {
                // time, compression level and operating system say nothing about the content
            }
        }
    }

    private void finishPart() throws ZipException {
        switch (part) {
            case EXTRA_LENGTH -> extraLength = (int) number;
            case HEADER_CHECKSUM -> check(number == (checksum.getValue() & 0xFFFF), "wrong gzip header checksum");
            case CHECKSUM -> check(number == checksum.getValue(), "wrong gzip checksum");
            case LENGTH -> {
                check(number == (inflater.getBytesWritten() & 0xFFFF_FFFFL), "wrong gzip length");
                inflater.reset();
            }
            default -> {
                // nothing to remember or compare
            }
        }
        nextPart();
    }

    private void nextPart() {
        do {
            part = part.next();
        } while (!part.isPresent(flags) || part == Part.EXTRA && extraLength == 0);
        count = 0;
        number = 0;
        if (part == Part.DATA || part == Part.FIXED) {
            checksum.reset();
        }
    }

    private static void check(boolean right, String otherwise) throws ZipException {
        if (!right) {
            throw new ZipException(otherwise);
        }
    }
}
