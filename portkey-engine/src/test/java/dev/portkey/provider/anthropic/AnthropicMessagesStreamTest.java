package dev.portkey.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.http.SseParser;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.ProviderErrorException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnthropicMessagesStreamTest {
    private static final String PING = "event: ping\r\ndata: {\"type\": \"ping\"}\r\n\r\n";
    private static final String ERROR = "event: error\ndata: {\"type\":\"error\",\"error\":"
            + "{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"req_1\"}\n\n";
    private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"      }\n\n";

    private final AnthropicMessagesStream stream = new AnthropicMessagesStream();

    @Test
    void passesEveryByteOn() {
        String events = ": comment\n\n" + PING + "event: new\ndata: {\"a\":\ndata: 1}\n\n" + STOP;

        assertThat(feed(events)).isEqualTo(events);
        assertThat(stream.complete()).isTrue();
    }

    @Test
    void isNotCompleteBeforeItsEnd() {
        feed(PING);

        assertThat(stream.complete()).isFalse();
    }

    @Test
    void reportsAnErrorThatComesFirst() {
        assertThatThrownBy(() -> feed(": comment\n\n" + ERROR))
                .isInstanceOfSatisfying(ProviderErrorException.class, error -> assertThat(error.status())
                        .isEqualTo(529));
    }

    @Test
    void reportsALaterErrorAsWellAndIsNotComplete() {
        assertThatThrownBy(() -> feed(PING + ERROR)).isInstanceOf(ProviderErrorException.class);
        assertThat(stream.complete()).isFalse();
    }

    @Test
    void isCompleteWithTheReasonToStopAndEndsByTheBook() {
        feed("data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n");
        var end = new StringBuilder();

        stream.end(out -> end.append(UTF_8.decode(out)));

        assertThat(stream.complete()).isTrue();
        assertThat(end).hasToString("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> feed(PING + "data: oops\n\n")).isInstanceOf(MalformedEventException.class);
    }

    private String feed(String events) {
        var passed = new StringBuilder();
        new SseParser()
                .feed(
                        ByteBuffer.wrap(events.getBytes(UTF_8)),
                        frame -> stream.translate(frame, out -> passed.append(UTF_8.decode(out))));
        return passed.toString();
    }
}
