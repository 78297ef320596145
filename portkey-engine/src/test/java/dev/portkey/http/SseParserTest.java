package dev.portkey.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private final SseParser parser = new SseParser();
    private final List<SseFrame> frames = new ArrayList<>();

    @Nested
    class Fields {
        @Test
        void readsTheCommonFrame() {
            feed("data: {\"a\":1}\n\n");

            assertThat(events()).containsExactly("|{\"a\":1}");
            assertThat(frames.get(0).bytes()).asString(UTF_8).isEqualTo("data: {\"a\":1}\n\n");
        }

        @Test
        void readsNameAndJoinsDataLines() {
            feed("event: delta\ndata: one\ndata\ndata:three\nid: 7\nretry: 10\n\n");

            assertThat(events()).containsExactly("delta|one\n\nthree");
        }

        @Test
        void removesOneSpaceAfterTheColonAndNoMore() {
            feed("data:  two\ndata:none\n\n");

            assertThat(events()).containsExactly("| two\nnone");
        }

        @Test
        void theLastEventLineWinsAndNamesOneFrameOnly() {
            feed("event: a\nevent: b\ndata: 1\n\ndata: 2\n\n");

            assertThat(events()).containsExactly("b|1", "|2");
        }

        @Test
        void knowsOnlyWholeFieldNames() {
            feed("dat: a\ndatas: b\nevents: c\n data: d\nDATA: e\n\n");

            assertThat(events()).containsExactly("(no data)");
        }

        @Test
        void emptyDataIsData() {
            feed("data\n\ndata:\n\n");

            assertThat(events()).containsExactly("|", "|");
        }

        @Test
        void recognisesTheEndMarker() {
            feed("data: [DONE]\n\n");

            assertThat(frames.get(0).isDone()).isTrue();
        }
    }

    @Nested
    class Lines {
        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r", "\r\n"})
        void endInLfCrOrBoth(String newline) {
            feed("event: x\ndata: 1\n: note\ndata: 2\n\ndata: 3\n\n".replace("\n", newline));

            assertThat(events()).containsExactly("x|1\n2", "|3");
            assertThat(new String(allBytes(frames), UTF_8)).contains("data: 3" + newline + newline);
        }

        @Test
        void mayBeMixed() {
            feed("data: 1\r\ndata: 2\rdata: 3\n\r\ndata: 4\r\n\n");

            assertThat(events()).containsExactly("|1\n2\n3", "|4");
        }

        @Test
        void aBlankLineOfCrAloneIsNotWaitedOut() {
            feed("data: 1\r\r");
            assertThat(events()).containsExactly("|1");

            feed("\ndata: 2\r\n\r");
            assertThat(events()).containsExactly("|1", "|2");
            assertThat(frames.get(1).bytes()).asString(UTF_8).isEqualTo("\ndata: 2\r\n\r");
        }

        @Test
        void commentsAreFramesWithoutData() {
            feed(": ping\n\n");

            assertThat(events()).containsExactly("(no data)");
            assertThat(frames.get(0).bytes()).asString(UTF_8).isEqualTo(": ping\n\n");
        }
    }

    @Nested
    class ByteOrderMark {
        @Test
        void isPassedOverAtTheStart() {
            feed("\uFEFFdata: 1\n\n");

            assertThat(events()).containsExactly("|1");
            assertThat(frames.get(0).bytes()).hasSize(3 + 9);
        }

        @Test
        void isContentAnywhereElse() {
            feed("data: 1\n\n\uFEFFdata: 2\n\n");

            assertThat(events()).containsExactly("|1", "(no data)");
        }
    }

    @Nested
    class End {
        @Test
        void dropsAFrameWithoutBlankLineAndSaysSo() {
            feed("data: 1\n\ndata: 2\n");

            assertThat(parser.end()).isTrue();
            assertThat(events()).containsExactly("|1");
        }

        @Test
        void isCleanAfterABlankLine() {
            feed("data: 1\r\n\r");
            feed("\n");

            assertThat(parser.end()).isFalse();
        }
    }

    @Nested
    class Limit {
        private final SseParser small = new SseParser(16);

        @Test
        void letsTheLongestFramePass() {
            small.feed(buffer("data: 12345678\n\ndata: 12345678\n\n"), frames::add);

            assertThat(events()).containsExactly("|12345678", "|12345678");
        }

        @Test
        void refusesALongerOneInOnePiece() {
            assertThatThrownBy(() -> small.feed(buffer("data: 123456789\n\n"), frames::add))
                    .isInstanceOf(SseFrameTooLargeException.class)
                    .hasMessageContaining("16 bytes");
        }

        @Test
        void refusesALongerOneBeforeItEnds() {
            small.feed(buffer("data: 1234567890"), frames::add);

            assertThatThrownBy(() -> small.feed(buffer("1"), frames::add))
                    .isInstanceOf(SseFrameTooLargeException.class);
        }
    }

    @Nested
    class AnySplit {
        @Test
        void atEachByteGivesTheSameEvents() {
            byte[] stream = "\uFEFF: hi\r\n\r\nevent: grüße\rdata: wörld €\r\rdata: a\ndata: 😀\n\n\n\ndata: z\r\n\r\n"
                    .getBytes(UTF_8);
            List<String> whole = eventsOf(stream, stream.length);

            for (int cut = 0; cut <= stream.length; cut++) {
                List<SseFrame> twice = parse(
                        List.of(Arrays.copyOfRange(stream, 0, cut), Arrays.copyOfRange(stream, cut, stream.length)));
                assertThat(events(twice)).as("cut at %d", cut).isEqualTo(whole);
            }
            assertThat(eventsOf(stream, 1)).isEqualTo(whole);
        }

        @Test
        void ofRandomStreamsGivesTheSameEventsAndLosesNoByte() {
            var random = new Random(20260731);
            for (int round = 0; round < 500; round++) {
                byte[] stream = randomStream(random);
                List<SseFrame> whole = parse(List.of(stream));
                List<SseFrame> cut = parse(randomPieces(stream, random));

                assertThat(events(cut)).as("round %d", round).isEqualTo(events(whole));
                assertThat(events(parse(pieces(stream, 1)))).isEqualTo(events(whole));
                assertThat(text(stream)).startsWith(text(allBytes(cut))).startsWith(text(allBytes(whole)));
            }
        }

        @Test
        void readsDirectBuffersAndRanges() {
            ByteBuffer direct = ByteBuffer.allocateDirect(64);
            direct.put("xxdata: 1\n\nda".getBytes(UTF_8)).flip().position(2);

            parser.feed(direct, frames::add);
            parser.feed(buffer("yyta: 2\n\nzz").position(2).slice().limit(7), frames::add);

            assertThat(direct.hasRemaining()).isFalse();
            assertThat(events()).containsExactly("|1", "|2");
        }

        private List<String> eventsOf(byte[] stream, int pieceLength) {
            return events(parse(pieces(stream, pieceLength)));
        }

        private byte[] randomStream(Random random) {
            String[] tokens = {
                "data",
                "data: x",
                "event: e",
                ":",
                ": ",
                "\n",
                "\n",
                "\r",
                "\r\n",
                "\n\n",
                "é€😀",
                "\uFEFF",
                "id: 1",
                " "
            };
            var text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(tokens[random.nextInt(tokens.length)]);
            }
            return text.toString().getBytes(UTF_8);
        }

        private List<byte[]> randomPieces(byte[] stream, Random random) {
            List<byte[]> pieces = new ArrayList<>();
            for (int from = 0; from < stream.length; ) {
                int to = Math.min(stream.length, from + random.nextInt(9));
                pieces.add(Arrays.copyOfRange(stream, from, to));
                from = to;
            }
            return pieces;
        }

        private List<byte[]> pieces(byte[] stream, int length) {
            List<byte[]> pieces = new ArrayList<>();
            for (int from = 0; from < stream.length; from += length) {
                pieces.add(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + length)));
            }
            return pieces;
        }

        private List<SseFrame> parse(List<byte[]> pieces) {
            var fresh = new SseParser();
            List<SseFrame> found = new ArrayList<>();
            pieces.forEach(piece -> fresh.feed(ByteBuffer.wrap(piece), found::add));
            return found;
        }
    }

    private void feed(String text) {
        parser.feed(buffer(text), frames::add);
    }

    private List<String> events() {
        return events(frames);
    }

    private static List<String> events(List<SseFrame> frames) {
        return frames.stream()
                .map(frame -> frame.hasData() ? frame.name() + "|" + new String(frame.data(), UTF_8) : "(no data)")
                .toList();
    }

    private static byte[] allBytes(List<SseFrame> frames) {
        var all = new ByteArrayOutputStream();
        frames.forEach(frame -> all.writeBytes(frame.bytes()));
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
