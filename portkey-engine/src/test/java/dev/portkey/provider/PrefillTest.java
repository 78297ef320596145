package dev.portkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefillTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void appendsAnAssistantMessage() {
        assertThat(prefilled(Prefill.MESSAGE, CHAT))
                .contains("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"}]}");
    }

    @Test
    void marksTheMessage() {
        assertThat(prefilled(Prefill.MARKED_MESSAGE, CHAT).orElseThrow())
                .contains("{\"role\":\"assistant\",\"content\":\"Hello\",\"prefix\":true}");
    }

    @Test
    void asksForTheFinalMessageToBeContinued() {
        assertThat(prefilled(Prefill.FINAL_MESSAGE, CHAT).orElseThrow())
                .contains("\"add_generation_prompt\":false,\"continue_final_message\":true");
    }

    @Test
    void growsThePrompt() {
        assertThat(prefilled(Prefill.PROMPT, "{\"prompt\":\"Say: \"}")).contains("{\"prompt\":\"Say: Hello\"}");
        assertThat(prefilled(Prefill.PROMPT, "{\"prompt\":[\"a\",\"b\"]}")).isEmpty();
        assertThat(prefilled(Prefill.PROMPT, "{\"prompt\":\"a\",\"suffix\":\"b\"}"))
                .isEmpty();
    }

    @Test
    void leavesABeginningOfTheClientsOwnAlone() {
        assertThat(prefilled(Prefill.MESSAGE, "{\"messages\":[{\"role\":\"assistant\",\"content\":\"So\"}]}"))
                .isEmpty();
    }

    private static Optional<String> prefilled(Prefill prefill, String body) {
        return prefill.apply(JsonBody.of(JsonCodec.parseObject(body)), "Hello")
                .map(prefilled -> JsonCodec.text(prefilled.tree()));
    }
}
