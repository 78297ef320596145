package dev.portkey.tests.contract;

import static dev.portkey.tests.contract.StreamContract.chunk;
import static dev.portkey.tests.contract.StreamContract.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonCodec;
import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.EventReader;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.LiveAnswer;
import dev.portkey.tests.provider.ReceivedCall;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that go wrong: an error status while nothing has been said, else an error event and no sign of a good end. */
abstract class BrokenStreamContract extends ContractPart {
    private static final String START = event(
            "message_start",
            "{\"type\":\"message_start\",\"message\":{\"id\":\"m\","
                    + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"c\",\"stop_reason\":null,"
                    + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}");
    private static final String TEXT = event(
            "content_block_delta",
            "{\"type\":\"content_block_delta\",\"index\":0," + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}");

    BrokenStreamContract(Bench bench) {
        super(bench);
    }

    /** How a stream goes wrong after its first event, and what that is called. */
    static Stream<Arguments> mishaps() {
        return Stream.of(
                mishap("is cut", LiveAnswer::cut, "provider_stream_cut"),
                mishap("ends without its last word", LiveAnswer::end, "provider_stream_cut"),
                mishap("falls silent", live -> {}, "provider_stream_stalled"),
                mishap("turns into nonsense", live -> live.data("{\"choices\":["), "invalid_provider_response"));
    }

    private static Arguments mishap(String name, Consumer<LiveAnswer> action, String code) {
        return Arguments.of(Named.of(name, action), code);
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void inOpenAisDialect(Consumer<LiveAnswer> mishap, String code) {
        Reply reply = broken(chatStream(), "data: " + chunk("Hel") + "\n\n", mishap);

        List<EventReader.Event> events = reply.events().rest();
        assertThat(events)
                .first()
                .extracting(EventReader.Event::data)
                .asString()
                .contains("Hel");
        assertOpenAiErrorEvent(events, code);
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void inOpenAisDialectForAProviderThatIsTranslated(Consumer<LiveAnswer> mishap, String code) {
        Reply reply = broken(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)), START + TEXT, mishap);

        assertOpenAiErrorEvent(reply.events().rest(), code);
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void inAnthropicsDialect(Consumer<LiveAnswer> mishap, String code) {
        Reply reply = broken(messageStream(), START + TEXT, mishap);

        List<EventReader.Event> events = reply.events().rest();
        EventReader.Event last = events.get(events.size() - 1);
        assertThat(events).noneMatch(event -> event.name().equals("message_stop"));
        assertThat(last.name()).isEqualTo("error");
        JsonObject error = JsonCodec.parseObject(last.data());
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getJsonObject("error").getString("type")).isNotBlank();
        assertThat(error.getJsonObject("error").getString("message")).contains("incomplete");
    }

    @Test
    void anErrorEventOfTheProviderEndsTheStream() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(chatStream());

        live.data(chunk("Hel"));
        answer.join();
        live.data("{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"code\":null}}")
                .end();

        List<EventReader.Event> events = answer.join().events().rest();
        assertThat(events).noneMatch(event -> event.data().equals("[DONE]"));
        assertThat(events.get(events.size() - 1).data()).contains("The server had an error");
    }

    @Test
    void anErrorEventOfAnthropicEndsTheStreamOfChunks() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)));

        live.send(START + TEXT);
        answer.join();
        live.send(event(
                        "error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"))
                .end();

        List<EventReader.Event> events = answer.join().events().rest();
        assertThat(events).noneMatch(event -> event.data().equals("[DONE]"));
        JsonObject error =
                JsonCodec.parseObject(events.get(events.size() - 1).data()).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("overloaded_error");
        assertThat(error.getString("message")).contains("Overloaded");
    }

    @Test
    void aStreamThatIsCutBeforeItsFirstEventIs502() {
        assertStatus(502, brokenAtOnce(bench.open(), LiveAnswer::cut));
    }

    @Test
    void aStreamThatEndsBeforeItsFirstEventIs502() {
        assertStatus(502, brokenAtOnce(bench.open(), LiveAnswer::end));
    }

    @Test
    void aStreamThatBeginsWithNonsenseIs502() {
        assertStatus(502, brokenAtOnce(bench.open(), live -> live.data("{\"choices\":[")));
    }

    @Test
    void aStreamThatNeverBeginsIs504() {
        assertStatus(504, brokenAtOnce(bench.impatient(), live -> live.send("")));
    }

    @Test
    void aStreamThatIsRefusedKeepsTheProvidersStatus() {
        provider.answers(Answer.json(429, Golden.text("openai/error.json")));

        Reply reply = ask(chatStream());

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.json().getJsonObject("error").getString("code")).isEqualTo("insufficient_quota");
    }

    @Test
    void theProvidersConnectionIsClosedWhenItsStreamIsGivenUp() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.impatient().send(chatStream());

        live.data(chunk("Hel"));
        answer.join().events().rest();

        ReceivedCall.await(provider.takeCall().connectionClosed());
    }

    /** Only the stall needs the gateway that soon loses patience; it does no harm to the others. */
    private Reply broken(Call call, String firstEvents, Consumer<LiveAnswer> mishap) {
        LiveAnswer live = provider.answersLive();
        var answer = bench.impatient().send(call);
        live.send(firstEvents);
        Reply reply = answer.join();
        assertThat(reply.status()).isEqualTo(200);
        mishap.accept(live);
        return reply;
    }

    private Reply brokenAtOnce(Door door, Consumer<LiveAnswer> mishap) {
        LiveAnswer live = provider.answersLive();
        var answer = door.send(chatStream());
        mishap.accept(live);
        return answer.join();
    }

    private static void assertOpenAiErrorEvent(List<EventReader.Event> events, String code) {
        assertThat(events).noneMatch(event -> event.data().equals("[DONE]"));
        JsonObject error =
                JsonCodec.parseObject(events.get(events.size() - 1).data()).getJsonObject("error");
        assertThat(error).isNotNull();
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("message")).contains("incomplete");
    }

    private static void assertStatus(int status, Reply reply) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.json()).containsKey("error");
    }
}
