package dev.portkey.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.http.ServerSentEvent;
import dev.portkey.http.SseFrame;
import dev.portkey.http.SseParser;
import dev.portkey.json.JsonCodec;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.ProviderErrorException;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder below {@code golden} is a call, see {@link GoldenCase}: both translations must come out as written there. */
class GoldenTest {
    @ParameterizedTest
    @MethodSource("requests")
    void sendsTheProvidersRequest(GoldenCase golden) {
        byte[] sent = golden.operation().request(golden.call());

        assertThat(pretty(JsonCodec.parse(sent))).isEqualTo(golden.pretty("sent.json"));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void callsTheProvidersUrl(GoldenCase golden) {
        assertThat(golden.url()).isEqualTo(golden.settings().getString("sent_url"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void sendsTheProvidersHeaders(GoldenCase golden) {
        JsonObject expected = golden.settings().getJsonObject("sent_headers");
        var headers = golden.provider().headers(golden.call());

        expected.forEach((name, value) -> assertThat(headers.first(name).<JsonValue>map(JsonCodec::string))
                .as(name)
                .hasValue(value));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void translatesTheReply(GoldenCase golden) {
        byte[] reply = golden.operation().reply(golden.call(), golden.bytes("received.json"));

        assertThat(pretty(JsonCodec.parse(reply))).isEqualTo(golden.pretty("reply.json"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void readsTheError(GoldenCase golden) {
        int status = golden.settings().getInt("status");

        ProviderError error = golden.operation().error(golden.call(), status, golden.bytes("received.json"));

        assertThat(error).isEqualTo(golden.error());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void translatesTheStream(GoldenCase golden) {
        byte[] received = golden.bytes("received.sse");

        byte[] reply = translate(golden, received, received.length);

        assertThat(events(reply)).isEqualTo(events(golden.bytes("reply.sse")));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void translatesTheStreamWhereverItIsSplit(GoldenCase golden) {
        byte[] received = golden.bytes("received.sse");
        byte[] whole = translate(golden, received, received.length);

        for (int split = 1; split < received.length; split++) {
            assertThat(translate(golden, received, split))
                    .as("split at %d", split)
                    .isEqualTo(whole);
        }
        assertThat(translate(golden, received, 1, received.length)).isEqualTo(whole);
    }

    static Stream<GoldenCase> requests() throws IOException {
        return GoldenCase.all().filter(golden -> golden.has("sent.json"));
    }

    static Stream<GoldenCase> urls() throws IOException {
        return GoldenCase.all().filter(golden -> golden.settings().containsKey("sent_url"));
    }

    static Stream<GoldenCase> headers() throws IOException {
        return GoldenCase.all().filter(golden -> golden.settings().containsKey("sent_headers"));
    }

    static Stream<GoldenCase> replies() throws IOException {
        return GoldenCase.all().filter(golden -> golden.has("reply.json"));
    }

    static Stream<GoldenCase> errors() throws IOException {
        return GoldenCase.all().filter(golden -> golden.has("error.json") && golden.has("received.json"));
    }

    static Stream<GoldenCase> streams() throws IOException {
        return GoldenCase.all().filter(golden -> golden.has("received.sse"));
    }

    private static byte[] translate(GoldenCase golden, byte[] received, int split) {
        return translate(golden, received, split, 2);
    }

    /** What the client gets when the provider's bytes come in so many pieces; at its end the stream is complete or has failed. */
    private static byte[] translate(GoldenCase golden, byte[] received, int size, int pieces) {
        StreamTranslator translator = golden.operation().stream(golden.call());
        var reply = new ByteArrayOutputStream();
        Consumer<ByteBuffer> out = event -> {
            byte[] bytes = new byte[event.remaining()];
            event.get(bytes);
            reply.writeBytes(bytes);
        };
        var parser = new SseParser();
        Consumer<SseFrame> frames = frame -> translator.translate(frame, out);
        Runnable feeding = () -> {
            int from = 0;
            for (int piece = 1; from < received.length; piece++) {
                int length = piece == pieces ? received.length - from : Math.min(size, received.length - from);
                parser.feed(ByteBuffer.wrap(received, from, length), frames);
                from += length;
            }
        };
        if (golden.has("error.json")) {
            assertThatThrownBy(feeding::run)
                    .isInstanceOfSatisfying(ProviderErrorException.class, thrown -> assertThat(thrown.status())
                            .isEqualTo(golden.settings().getInt("status")))
                    .extracting(thrown -> ((ProviderErrorException) thrown).error())
                    .isEqualTo(golden.error());
        } else {
            feeding.run();
            assertThat(translator.mayEnd()).as("may end").isTrue();
            translator.end(out);
        }
        return reply.toByteArray();
    }

    /** Events in a form in which only their meaning counts. */
    private static List<String> events(byte[] stream) {
        List<String> events = new ArrayList<>();
        new SseParser().feed(ByteBuffer.wrap(stream), frame -> {
            if (frame.hasData()) {
                String data = frame.isDone() ? ServerSentEvent.DONE.data() : pretty(JsonCodec.parse(frame.data()));
                events.add(frame.name() + " " + data);
            }
        });
        return events;
    }

    static String pretty(JsonValue value) {
        return new String(JsonCodec.writePretty(GoldenCase.sorted(value)), UTF_8);
    }
}
