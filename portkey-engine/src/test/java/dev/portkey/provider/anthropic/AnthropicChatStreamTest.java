package dev.portkey.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.http.SseParser;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What golden cases cannot show: streams that break off, and that the two ways to a chunk lead to the same one. */
class AnthropicChatStreamTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_323_045);
    private static final String START =
            "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\",\"usage\":{}}}\n\n";

    private final AnthropicChatStream strict = new AnthropicChatStream("anthropic", NOW, true);
    private final AnthropicChatStream lax = new AnthropicChatStream("anthropic", NOW, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "\\\" \\\\ \\/ \\b\\f\\n\\r\\t",
                "\\u00fc \\ud83d\\ude00 \\u2028",
                "ü 😀",
                "}}]}\\n\\ndata: [DONE]\\n\\n"
            })
    void splicedTextIsTheTextOfTheTree(String json) {
        String delta = "data: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + json + "\"}}\n\n";

        List<String> spliced = feed(strict, START + delta);
        List<String> built = feed(lax, START + delta);

        assertThat(spliced).hasSize(2);
        assertThat(content(spliced.get(1))).isEqualTo(content(built.get(1)));
    }

    @Test
    void tellsACutStreamFromAWholeOne() {
        feed(strict, START);
        assertThat(strict.complete()).isFalse();

        feed(strict, "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n");
        assertThat(strict.complete()).isTrue();
    }

    @Test
    void makesAnIdWhereTheMessageHasNone() {
        List<String> chunks = feed(strict, "data: {\"type\":\"message_start\",\"message\":{}}\n\n");

        assertThat(chunks.get(0)).contains("\"id\":\"anthropic-1767323045000\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"type\":\"content_block_delta\"\n\n",
                "data: []\n\n",
                "data: {\"type\":\"content_block_delta\",\"index\":0}\n\n",
                "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":7}\n\n",
                "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":7}}\n\n",
            })
    void refusesWhatIsNoEvent(String event) {
        feed(strict, START);

        assertThatThrownBy(() -> feed(strict, event)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void refusesTextBeforeTheMessage() {
        String delta = "data: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}\n\n";

        assertThatThrownBy(() -> feed(strict, delta)).isInstanceOf(MalformedEventException.class);
    }

    private static List<String> feed(StreamTranslator translator, String events) {
        List<String> chunks = new ArrayList<>();
        new SseParser()
                .feed(
                        ByteBuffer.wrap(events.getBytes(UTF_8)),
                        frame -> translator.translate(
                                frame, out -> chunks.add(UTF_8.decode(out).toString())));
        return chunks;
    }

    private static String content(String event) {
        JsonObject chunk = JsonCodec.parseObject(event.substring("data: ".length()));
        JsonObject choice = chunk.getJsonArray("choices").getJsonObject(0);
        return JsonMembers.text(choice.getJsonObject("delta"), "content").orElseThrow();
    }
}
