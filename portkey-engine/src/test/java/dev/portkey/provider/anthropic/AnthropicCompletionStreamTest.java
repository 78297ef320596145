package dev.portkey.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.config.Target;
import dev.portkey.http.Headers;
import dev.portkey.http.SseParser;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.ProviderCall;
import dev.portkey.translate.ProviderErrorException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnthropicCompletionStreamTest {
    private final AnthropicCompletionStream stream = new AnthropicCompletionStream(
            "anthropic",
            new ProviderCall(
                    Endpoint.COMPLETION,
                    "POST",
                    "/v1/completions",
                    "",
                    Headers.EMPTY,
                    Optional.empty(),
                    Target.of("", "anthropic"),
                    Instant.EPOCH));

    @Test
    void isCompleteOnceAReasonToStopCame() {
        feed("data: {\"type\":\"completion\",\"completion\":\" Hi\",\"stop_reason\":null}\r\n\r\n");
        assertThat(stream.mayEnd()).isFalse();

        feed("data: {\"type\":\"completion\",\"completion\":\"\",\"stop_reason\":\"max_tokens\"}\r\n\r\n");
        assertThat(stream.complete()).isTrue();
    }

    @Test
    void leavesOutFramesThatDoNotEndInCrLf() {
        String passed = feed("data: {\"type\":\"completion\",\"completion\":\" Hi\",\"stop_reason\":null}\n\n");
        assertThat(passed).isEmpty();

        var end = new StringBuilder();
        stream.end(out -> end.append(UTF_8.decode(out)));
        assertThat(stream.mayEnd()).isTrue();
        assertThat(end).isEmpty();
    }

    @Test
    void reportsErrors() {
        assertThatThrownBy(() -> feed("event: error\r\ndata: {\"error\":{\"type\":\"api_error\"}}\r\n\r\n"))
                .isInstanceOfSatisfying(ProviderErrorException.class, error -> assertThat(error.status())
                        .isEqualTo(500));
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
