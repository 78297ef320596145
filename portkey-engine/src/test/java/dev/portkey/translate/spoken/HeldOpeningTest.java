package dev.portkey.translate.spoken;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOpeningTest {
    private final StringBuilder client = new StringBuilder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": keep-alive\n\n",
                "data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null,\"refusal\":null}}]}\n\n"
            })
    void holdsBackWhatSaysNothing(String opening) {
        var path = new HeldOpening(ClientEvents.chat()::isContent);

        pass(path, opening);
        assertThat(client).isEmpty();

        String word = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
        pass(path, word);
        assertThat(client).hasToString(opening + word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"Hi\"}",
                "{\"reasoning_content\":\"Hm\"}",
                "{\"refusal\":\"No\"}",
                "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}"
            })
    void letsContentThrough(String delta) {
        pass(
                new HeldOpening(ClientEvents.chat()::isContent),
                "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}\n\n");

        assertThat(client).contains(delta);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":1}}}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"
            })
    void holdsBackWhatAnthropicOpensWith(String data) {
        pass(new HeldOpening(ClientEvents.message()::isContent), "data: " + data + "\n\n");

        assertThat(client).isEmpty();
    }

    @Test
    void doesNotHoldBackWithoutBound() {
        var path = new HeldOpening(frame -> false);

        pass(path, ": " + "x".repeat(HeldOpening.MAX_BYTES) + "\n\n");

        assertThat(client).isNotEmpty();
    }

    @Test
    void anEmptyStreamIsPassedOnAtItsEnd() {
        var path = new HeldOpening(frame -> false);
        pass(path, ": nothing\n\n");

        path.end(events -> client.append(UTF_8.decode(events)));

        assertThat(client).hasToString(": nothing\n\n");
    }

    private void pass(HeldOpening path, String events) {
        path.pass(ByteBuffer.wrap(events.getBytes(UTF_8)), out -> client.append(UTF_8.decode(out)));
    }
}
