package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gzip decoder without a network; each encoded piece is one read. */
class GzipTest {
    private static final byte[] TEXT = "data: {\"a\":1}\n\n".repeat(20).getBytes(StandardCharsets.UTF_8);

    private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();

    @AfterEach
    void allBuffersAreBack() {
        assertThat(buffers.getLeaks()).isEmpty();
    }

    @Nested
    class Decodes {
        @Test
        void inTwoPiecesCutAnywhere() {
            byte[] zipped = gzip(TEXT);
            for (int cut = 0; cut <= zipped.length; cut++) {
                byte[] head = Arrays.copyOf(zipped, cut);
                byte[] tail = Arrays.copyOfRange(zipped, cut, zipped.length);

                assertThat(decoded(head, tail)).as("cut at %d", cut).isEqualTo(TEXT);
            }
        }

        @Test
        void byteByByte() {
            assertThat(decoded(eachByte(gzip(TEXT)))).isEqualTo(TEXT);
        }

        @Test
        void allHeaderFields() {
            byte[] zipped = withAllHeaderFields(gzip(TEXT));

            assertThat(decoded(zipped)).isEqualTo(TEXT);
            assertThat(decoded(eachByte(zipped))).isEqualTo(TEXT);
        }

        @Test
        void severalMembers() {
            byte[] members = join(gzip(TEXT), gzip(new byte[0]), gzip("end".getBytes(StandardCharsets.UTF_8)));
            byte[] plain = join(TEXT, "end".getBytes(StandardCharsets.UTF_8));

            assertThat(decoded(members)).isEqualTo(plain);
            assertThat(decoded(eachByte(members))).isEqualTo(plain);
        }

        @Test
        void whatGrowsAThousandfoldPieceByPiece() {
            byte[] zeros = new byte[5_000_000];
            GzipSource source = source(gzip(zeros));

            Content.Chunk first = source.read();

            assertThat(first.remaining()).isBetween(1, 64 << 10);
            first.release();
            assertThat(drain(source)).hasSizeLessThan(zeros.length).hasSizeGreaterThan(zeros.length - (64 << 10) - 1);
        }

        @Test
        void whatDoesNotCompress() {
            byte[] noise = new byte[100_000];
            new Random(7).nextBytes(noise);

            assertThat(decoded(gzip(noise))).isEqualTo(noise);
        }

        @Test
        void noBytesAsAnEmptyBody() {
            assertThat(decoded()).isEmpty();
        }

        @Test
        void whatIsFlushedBeforeTheEndIsThere() throws IOException {
            var zipped = new ByteArrayOutputStream();
            var gzip = new GZIPOutputStream(zipped, true);
            gzip.write(TEXT);
            gzip.flush();
            GzipSource source = new GzipSource(new Pieces(List.of(zipped.toByteArray()), false), buffers);

            Content.Chunk first = source.read();

            assertThat(first.remaining()).isEqualTo(TEXT.length);
            first.release();
            assertThat(source.read()).isNull();
        }
    }

    @Nested
    class Fails {
        @Test
        void whenTruncatedAnywhere() {
            byte[] zipped = withAllHeaderFields(gzip(TEXT));
            for (int length = 1; length < zipped.length; length++) {
                byte[] truncated = Arrays.copyOf(zipped, length);

                assertThatThrownBy(() -> decoded(truncated))
                        .as("truncated to %d", length)
                        .hasCauseInstanceOf(java.io.EOFException.class);
            }
        }

        @Test
        void whenALaterMemberIsTruncated() {
            byte[] members = join(gzip(TEXT), Arrays.copyOf(gzip(TEXT), 5));

            assertThatThrownBy(() -> decoded(members)).hasCauseInstanceOf(java.io.EOFException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, -1, -4, -5, -8})
        void onAWrongByteInHeaderOrTrailer(int place) {
            byte[] zipped = gzip(TEXT);
            zipped[(place + zipped.length) % zipped.length] ^= (byte) 0xF0;

            assertThatThrownBy(() -> decoded(zipped)).hasCauseInstanceOf(ZipException.class);
        }

        @Test
        void onAWrongHeaderChecksum() {
            byte[] zipped = withAllHeaderFields(gzip(TEXT));
            zipped[4] ^= 1; // the time

            assertThatThrownBy(() -> decoded(zipped)).hasRootCauseMessage("wrong gzip header checksum");
        }

        @Test
        void onDamagedDataWhateverTheByte() {
            byte[] zipped = gzip(TEXT);
            for (int place = 10; place < zipped.length; place++) {
                byte[] damaged = zipped.clone();
                damaged[place] ^= 0x55;

                assertThatThrownBy(() -> decoded(damaged)).as("at %d", place).hasCauseInstanceOf(IOException.class);
            }
        }

        @Test
        void againAtEveryFurtherRead() {
            GzipSource source = source("no gzip".getBytes(StandardCharsets.UTF_8));

            assertThat(Content.Chunk.isFailure(source.read(), true)).isTrue();
            assertThat(Content.Chunk.isFailure(source.read(), true)).isTrue();
        }
    }

    private byte[] decoded(byte[]... pieces) {
        return drain(source(pieces));
    }

    private GzipSource source(byte[]... pieces) {
        return new GzipSource(new Pieces(List.of(pieces), true), buffers);
    }

    /** All that comes, with what would be waited for counted as a fault of the test; reads a bounded number of times. */
    private static byte[] drain(GzipSource source) {
        var all = new ByteArrayOutputStream();
        for (int reads = 0; reads < 100_000; reads++) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                throw new AssertionError("waits, although all is there");
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw new IllegalStateException(chunk.getFailure());
            }
            byte[] bytes = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(bytes);
            all.writeBytes(bytes);
            chunk.release();
            if (chunk.isLast()) {
                return all.toByteArray();
            }
        }
        throw new AssertionError("does not end");
    }

    private static byte[][] eachByte(byte[] bytes) {
        byte[][] pieces = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            pieces[i] = new byte[] {bytes[i]};
        }
        return pieces;
    }

    static byte[] gzip(byte[] plain) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return zipped.toByteArray();
    }

    /** Puts extra field, name, comment and header checksum into a header that has none. */
    private static byte[] withAllHeaderFields(byte[] zipped) {
        byte[] fixed = Arrays.copyOf(zipped, 10);
        fixed[3] = 0x1F;
        byte[] head = join(fixed, new byte[] {3, 0, 9, 0, 9}, "name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        var crc = new CRC32();
        crc.update(head);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        return join(head, checksum, Arrays.copyOfRange(zipped, 10, zipped.length));
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Encoded pieces at hand; after them the end, or more to wait for. */
    private static final class Pieces implements Content.Source {
        private final List<byte[]> left;
        private final boolean ends;

        Pieces(List<byte[]> pieces, boolean ends) {
            this.left = new ArrayList<>(pieces);
            this.ends = ends;
        }

        @Override
        public Content.Chunk read() {
            if (left.isEmpty()) {
                return ends ? Content.Chunk.EOF : null;
            }
            return Content.Chunk.from(ByteBuffer.wrap(left.remove(0)), false);
        }

        @Override
        public void demand(Runnable dataAvailable) {
            throw new AssertionError("all there is can be read at once");
        }

        @Override
        public void fail(Throwable cause) {
            left.clear();
        }
    }
}
