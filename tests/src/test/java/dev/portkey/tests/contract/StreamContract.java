package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonCodec;
import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.EventReader;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.LiveAnswer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that go well. */
abstract class StreamContract extends ContractPart {
    StreamContract(Bench bench) {
        super(bench);
    }

    @Test
    void eachEventArrivesBeforeTheNextIsSent() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(chatStream());

        for (int i = 0; i < 20; i++) {
            live.data(chunk("word " + i));
            assertThat(answer.join().events().nextData()).contains("word " + i);
        }
        live.data("[DONE]").end();

        assertThat(answer.join().events().nextData()).isEqualTo("[DONE]");
        assertThat(answer.join().events().next()).isEmpty();
    }

    @Test
    void eachTranslatedEventArrivesBeforeTheNextIsSent() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)));

        live.send(event(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\","
                        + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}"));
        for (int i = 0; i < 20; i++) {
            live.send(event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":"
                            + "\"text_delta\",\"text\":\"word " + i + "\"}}"));
            if (i == 0) {
                // Held back until there is something to say: up to then another target could have answered.
                assertThat(answer.join().events().nextData()).contains("\"role\":\"assistant\"");
            }
            assertThat(answer.join().events().nextData()).contains("word " + i);
        }
        live.send(event(
                        "message_delta",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                                + "\"usage\":{\"output_tokens\":12}}"))
                .send(event("message_stop", "{\"type\":\"message_stop\"}"))
                .end();

        List<EventReader.Event> rest = answer.join().events().rest();
        assertThat(rest.get(0).data()).contains("\"finish_reason\":\"stop\"");
        assertThat(rest.get(rest.size() - 1).data()).isEqualTo("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/chat.sse", "openai/tools.sse"})
    void aStreamThatNeedsNoTranslationKeepsItsBytes(String golden) {
        provider.answers(Answer.golden(golden));

        Reply reply = ask(chatStream());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(Golden.text(golden));
    }

    @Test
    void anthropicsOwnStreamKeepsItsEvents() {
        provider.answers(Answer.golden("anthropic/messages.sse"));

        Reply reply = ask(messageStream());

        assertThat(reply.header("content-type")).startsWith("text/event-stream");
        assertThat(reply.text()).isEqualTo(Golden.text("anthropic/messages.sse"));
    }

    @Test
    void aStreamOfAnthropicBecomesChunks() {
        provider.answers(Answer.golden("anthropic/messages.sse"));

        List<EventReader.Event> events = ask(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)))
                .events()
                .rest();

        assertThat(events.get(events.size() - 1).data()).isEqualTo("[DONE]");
        List<JsonObject> choices = choices(events);
        assertThat(choices.stream().map(choice -> text(choice.getJsonObject("delta"), "content")))
                .containsSubsequence("Hel", "lo, wörld 🌍", "!");
        assertThat(text(choices.get(choices.size() - 1), "finish_reason")).isEqualTo("stop");
    }

    @Test
    void aToolCallOfAnthropicArrivesInPieces() {
        provider.answers(Answer.golden("anthropic/tools.sse"));

        List<EventReader.Event> events = ask(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)))
                .events()
                .rest();

        StringBuilder arguments = new StringBuilder();
        for (JsonObject choice : choices(events)) {
            JsonObject delta = choice.getJsonObject("delta");
            if (delta.containsKey("tool_calls")) {
                arguments.append(delta.getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments"));
            }
        }
        assertThat(arguments).hasToString("{\"city\":\"Oslo\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everySpellingOfLineEndsIsUnderstood(String lineEnd) {
        provider.answers(Answer.text(
                200,
                "text/event-stream",
                "\ufeff: a comment\n\n".replace("\n", lineEnd)
                        + Golden.text("anthropic/messages.sse").replace("\n", lineEnd)));

        List<EventReader.Event> events = ask(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)))
                .events()
                .rest();

        assertThat(choices(events).stream().map(choice -> text(choice.getJsonObject("delta"), "content")))
                .containsSubsequence("Hel", "lo, wörld 🌍", "!");
    }

    @Test
    void eventsMayComeInPiecesOfOneByte() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)));

        for (byte b : Golden.text("anthropic/messages.sse").getBytes(StandardCharsets.UTF_8)) {
            live.send(new byte[] {b});
        }
        live.end();

        assertThat(choices(answer.join().events().rest()).stream()
                        .map(choice -> text(choice.getJsonObject("delta"), "content")))
                .containsSubsequence("Hel", "lo, wörld 🌍", "!");
    }

    @Test
    void aStreamOnAPassedThroughRouteArrivesEventByEvent() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(toOpenAi(Call.post("/v1/threads/t/runs", "{\"stream\":true}")));

        live.send("event: thread.run.created\ndata: {\"id\":1}\n\n");
        assertThat(answer.join().events().next().orElseThrow().name()).isEqualTo("thread.run.created");
        live.send("event: done\ndata: [DONE]\n\n").end();

        assertThat(answer.join().events().nextData()).isEqualTo("[DONE]");
        assertThat(answer.join().events().next()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoStreamAfterAllIsGivenAsItIs() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(chatStream());

        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.json().getString("object")).isEqualTo("chat.completion");
    }

    static String chunk(String content) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"" + content + "\"},\"finish_reason\":null}]}";
    }

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static List<JsonObject> choices(List<EventReader.Event> events) {
        return events.stream()
                .map(EventReader.Event::data)
                .filter(data -> data.startsWith("{"))
                .map(JsonCodec::parseObject)
                .filter(chunk -> !chunk.getJsonArray("choices").isEmpty())
                .map(chunk -> chunk.getJsonArray("choices").getJsonObject(0))
                .toList();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : "";
    }
}
