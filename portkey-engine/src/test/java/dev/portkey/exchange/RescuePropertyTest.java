package dev.portkey.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.TransportException;
import dev.portkey.provider.Dialect;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.anthropic.AnthropicChatStream;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.OpenAiStream;
import dev.portkey.translate.StreamTranslator;
import dev.portkey.translate.spoken.DivergedException;
import dev.portkey.translate.spoken.Prefix;
import dev.portkey.translate.spoken.SplicedPath;
import dev.portkey.translate.spoken.Transcript;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random answers, cut anywhere, rescued in every mode: what the client saw is the whole answer once, in one well-formed
 * stream, or ends with an error event. 10,500 streams.
 */
class RescuePropertyTest {
    private static final int STREAMS_PER_WAY = 2_100;

    /** Who is asked for an answer and who wants it. */
    enum Way {
        CHAT_OF_OPENAI(Endpoint.CHAT_COMPLETION),
        CHAT_OF_ANTHROPIC(Endpoint.CHAT_COMPLETION),
        CHAT_OF_BOTH(Endpoint.CHAT_COMPLETION),
        COMPLETION(Endpoint.COMPLETION),
        MESSAGE(Endpoint.MESSAGES);

        private final Endpoint endpoint;

        Way(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        boolean isAnthropic(int attempt) {
            return this == CHAT_OF_ANTHROPIC || this == MESSAGE || this == CHAT_OF_BOTH && attempt % 2 == 1;
        }

        StreamTranslator translator(int attempt, boolean strict) {
            if (this == MESSAGE) {
                return new dev.portkey.provider.anthropic.AnthropicProvider()
                        .operation(Endpoint.MESSAGES).orElseThrow().stream(null);
            }
            return isAnthropic(attempt)
                    ? new AnthropicChatStream("anthropic", Instant.EPOCH, strict)
                    : new OpenAiStream(BodyEdit.NONE);
        }

        byte[] bytes(ScriptedAnswer answer, int attempt, Random random) {
            String id = "id" + attempt;
            List<String> events = isAnthropic(attempt)
                    ? answer.messageEvents(random, id)
                    : this == COMPLETION ? answer.completionChunks(random, id) : answer.chatChunks(random, id);
            return String.join("", events).getBytes(UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theClientSeesTheWholeAnswerOnceOrAnErrorEvent(Way way) {
        int whole = 0;
        for (int i = 0; i < STREAMS_PER_WAY; i++) {
            long seed = way.ordinal() * 1_000_000L + i;
            try {
                whole += new Run(way, new Random(seed)).play() ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(whole).as("a rescue that never succeeds would pass as well").isGreaterThan(STREAMS_PER_WAY / 2);
    }

    /** One call with all its attempts. */
    private static final class Run {
        private final Way way;
        private final Random random;
        private final ByteArrayOutputStream client = new ByteArrayOutputStream();
        private final boolean strict;
        private Transcript transcript;

        Run(Way way, Random random) {
            this.way = way;
            this.random = random;
            this.strict = random.nextBoolean();
            this.transcript = freshTranscript();
        }

        private Transcript freshTranscript() {
            return new Transcript(Delivery.events(way.endpoint).orElseThrow());
        }

        /** Whether the client got an answer. */
        boolean play() {
            ScriptedAnswer answer = ScriptedAnswer.random(random, way != Way.COMPLETION);
            boolean over = attempt(0, answer, Delivery.heard(transcript));
            for (int attempt = 1; attempt < 5 && !over; attempt++) {
                if (client.size() == 0) {
                    transcript = freshTranscript();
                    over = attempt(attempt, answer, Delivery.heard(transcript));
                } else if (!transcript.canGoOn()) {
                    break;
                } else {
                    ScriptedAnswer told = random.nextInt(6) == 0 ? answer.altered(random) : answer;
                    Rescuing rescue = rescue(told);
                    try {
                        over = attempt(attempt, rescue.rest(), rescue.delivery());
                        answer = over ? rescue.whole() : answer;
                    } catch (DivergedException e) {
                        break;
                    }
                }
            }
            return check(over, answer);
        }

        private record Rescuing(ScriptedAnswer rest, ScriptedAnswer whole, Delivery delivery) {}

        private Rescuing rescue(ScriptedAnswer told) {
            String said = transcript.text();
            Prefix prefix = Prefix.of(said);
            boolean continues = random.nextBoolean()
                    && transcript.isText()
                    && !prefix.isEmpty()
                    && told.text().startsWith(said);
            if (continues) {
                return new Rescuing(
                        told.after(prefix.sent()),
                        told,
                        new Delivery(SplicedPath.continuation(transcript, prefix, JsonValue.EMPTY_JSON_OBJECT), true));
            }
            return new Rescuing(
                    told, told, new Delivery(SplicedPath.replay(transcript, JsonValue.EMPTY_JSON_OBJECT), true));
        }

        /** Plays one provider's stream, in pieces and mostly not to its end; whether it came to its end. */
        private boolean attempt(int attempt, ScriptedAnswer answer, Delivery delivery) {
            byte[] stream = way.bytes(answer, attempt, random);
            int end = random.nextInt(4) == 0 ? stream.length : random.nextInt(stream.length);
            var relay = new StreamRelay(way.translator(attempt, strict), delivery, "openai", way.endpoint.dialect());
            Consumer<ByteBuffer> out =
                    piece -> client.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            int before = client.size();
            try {
                for (int from = 0; from < end; ) {
                    int to = Math.min(end, from + 1 + random.nextInt(200));
                    relay.next(ByteBuffer.wrap(Arrays.copyOfRange(stream, from, to)), out);
                    from = to;
                }
                relay.complete(out);
                return true;
            } catch (TransportException cut) {
                return client.size() > before || transcript.canGoOn() && before > 0 ? broken(relay, cut, out) : false;
            }
        }

        private boolean broken(StreamRelay relay, TransportException cut, Consumer<ByteBuffer> out) {
            try {
                relay.fail(cut, out);
                return true;
            } catch (StreamBreak broken) {
                transcript.broke(broken.untoldUsage());
                return false;
            }
        }

        private boolean check(boolean over, ScriptedAnswer answer) {
            if (!over && client.size() == 0) {
                return false;
            }
            if (!over) {
                client.writeBytes(StreamBreak.event(
                                new TransportException(TransportException.Kind.CUT, "cut"),
                                "openai",
                                way.endpoint.dialect())
                        .bytes());
            }
            var view = new ClientView();
            view.read(client.toByteArray());
            assertThat(view.done).isEqualTo(over);
            if (over) {
                assertThat(view.text).hasToString(answer.text());
                assertThat(view.calls()).isEqualTo(answer.calls());
            }
            return over;
        }
    }

    @Test
    void anErrorEventOfEitherDialectIsOne() {
        var view = new ClientView();

        view.read(StreamBreak.event(
                        new TransportException(TransportException.Kind.STALLED, "stalled"), "openai", Dialect.OPENAI)
                .bytes());

        assertThat(view.failed).isTrue();
    }
}
