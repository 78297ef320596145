package dev.portkey.tests.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.Gateway;
import dev.portkey.json.JsonCodec;
import dev.portkey.observe.AttemptRecord;
import dev.portkey.observe.ExchangeRecord;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.EventReader;
import dev.portkey.tests.door.InProcessDoor;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.FakeProvider;
import dev.portkey.tests.provider.LiveAnswer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sixteen ways in which a provider misbehaves, with a healthy one to fall back on: what the client must get. Over sockets,
 * plain and streaming where it applies; numbered as in the list of situations the gateway promises to master.
 */
class SixteenSituationsTest {
    private static final String WHOLE = "The quick brown fox jumps over the lazy dog.";
    private static final String TWO_THIRDS = "The quick brown fox jumps ov";
    private static final String OVERLOADED = "{\"error\":{\"message\":\"try later\",\"type\":\"server_error\"}}";

    private final FakeProvider primary = FakeProvider.start();
    private final FakeProvider healthy = FakeProvider.start();
    private final BlockingQueue<ExchangeRecord> records = new LinkedBlockingQueue<>();
    private final MovedClock clock = new MovedClock();
    private final InProcessDoor door = new InProcessDoor(
            Gateway.builder().clock(clock).listener(records::add).build());

    @AfterEach
    void close() {
        door.close();
        primary.close();
        healthy.close();
    }

    // 1: 429 with Retry-After once

    @Test
    void s01WaitsAsLongAsTheProviderAsksFor() {
        primary.answers(Answer.json(429, OVERLOADED).with("Retry-After", "2"), completion("primary"));
        long begun = System.nanoTime();

        Reply reply = ask(chat(false), retrying(3).replace("}", ",\"use_retry_after_header\":true}"));

        assertThat(content(reply)).isEqualTo("primary");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
        assertThat(healthy.untakenCalls()).isEmpty();
    }

    // 2: 429 for ever

    @Test
    void s02TriesAFewTimesAndFallsBack() {
        primary.answers(Answer.json(429, OVERLOADED), Answer.json(429, OVERLOADED));
        healthy.answers(chunks(WHOLE));

        List<EventReader.Event> events = ask(chat(true), retrying(1)).events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertThat(attempts()).extracting(AttemptRecord::status).containsExactly(429, 429, 200);
    }

    // 3: 500 once

    @Test
    void s03TriesTheSameTargetAgain() {
        primary.answers(Answer.json(500, OVERLOADED), completion("primary"));

        Reply reply = ask(chat(false), retrying(1));

        assertThat(content(reply)).isEqualTo("primary");
        assertThat(reply.header("x-portkey-retry-attempt-count")).isEqualTo("1");
        assertThat(reply.header("x-portkey-last-used-option-index")).isEqualTo("config.targets[0]");
    }

    // 4: 503 for ever

    @Test
    void s04FallsBackWithinTheRetryBudget() {
        primary.answers(Answer.json(503, OVERLOADED), Answer.json(503, OVERLOADED));
        healthy.answers(completion("fallback"));

        Reply reply = ask(chat(false), retrying(1));

        assertThat(content(reply)).isEqualTo("fallback");
        assertThat(attempts()).hasSize(3);
    }

    // 5: connection reset before headers, once

    @Test
    void s05AResetBeforeTheAnswerIsAFailureLikeAnyOther() {
        primary.answers(Answer.reset());
        healthy.answers(completion("fallback"));

        assertThat(content(ask(chat(false), ""))).isEqualTo("fallback");
    }

    @Test
    void s05StreamingARoleAloneIsNoAnswerYet() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(chunks(WHOLE));
        CompletableFuture<Reply> reply = send(chat(true), "");

        live.data(role("a")).cut();

        assertThat(text(reply.join().events().rest())).isEqualTo(WHOLE);
        assertThat(reply.join().header("x-portkey-last-used-option-index")).isEqualTo("config.targets[1]");
        assertThat(ended().ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void s05StreamingAnErrorAsTheFirstEventIsAFailureLikeAnyOther() {
        primary.answers(Answer.events("data: " + role("a"), "data: " + OVERLOADED));
        healthy.answers(chunks(WHOLE));

        assertThat(text(ask(chat(true), "").events().rest())).isEqualTo(WHOLE);
    }

    // 6: accepts and never answers

    @Test
    void s06TheFallbackAnswersWhenTheTimeIsUp() {
        primary.answers(Answer.silence());
        healthy.answers(completion("fallback"));

        Reply reply = ask(chat(false), "\"request_timeout\":300");
        assertThat(content(reply)).isEqualTo("fallback");
        assertThat(attempts()).extracting(AttemptRecord::target).hasSize(2);
    }

    // 7: the first token is late

    @Test
    void s07TheFallbackAnswersWhenTheFirstTokenIsLate() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(chunks(WHOLE));
        CompletableFuture<Reply> reply = send(chat(true), "\"first_token_timeout\":300");

        live.data(role("a"));

        assertThat(text(reply.join().events().rest())).isEqualTo(WHOLE);
        assertThat(ended().attempts()).extracting(AttemptRecord::status).containsExactly(408, 200);
    }

    // 8: cut after two thirds

    @Test
    void s08AnotherAnswersAfreshAndTheClientSeesItOnce() {
        healthy.answers(chunks(WHOLE));

        List<EventReader.Event> events = cutAfterTwoThirds("");

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
        ExchangeRecord record = ended();
        assertThat(record.ending()).isEqualTo(Ending.RESCUED);
        assertThat(record.attempts()).extracting(AttemptRecord::failure).containsExactly("provider_stream_cut", "");
    }

    @Test
    void s08ClaudeGoesOnFromWhatWasSaid() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(message(WHOLE.substring(TWO_THIRDS.length())));
        CompletableFuture<Reply> reply = sendTo(
                config("openai", "", "anthropic"),
                Call.post("/v1/chat/completions", request("claude-sonnet-4-5", true)));

        live.data(role("a")).data(piece("a", TWO_THIRDS)).cut();
        List<EventReader.Event> events = reply.join().events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
        JsonObject sent = JsonCodec.parseObject(healthy.takeCall().text());
        JsonObject last = sent.getJsonArray("messages").getJsonObject(1);
        assertThat(last.getString("role")).isEqualTo("assistant");
        assertThat(JsonCodec.text(last)).contains(TWO_THIRDS);
        JsonObject rescue = rescue(events);
        assertThat(rescue.getString("mode")).isEqualTo("continue");
        assertThat(rescue.getString("from")).isEqualTo("openai");
        assertThat(rescue.getString("to")).isEqualTo("anthropic");
    }

    @Test
    void s08AnthropicsOwnDialectIsRescuedAsWell() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(message(WHOLE.substring(TWO_THIRDS.length())));
        CompletableFuture<Reply> reply = sendTo(
                config("anthropic", "", "anthropic"), Call.post("/v1/messages", request("claude-sonnet-4-5", true)));

        live.send(messageHead("m1") + textPiece(TWO_THIRDS)).cut();
        List<EventReader.Event> events = reply.join().events().rest();

        assertThat(messageText(events)).isEqualTo(WHOLE);
        assertThat(events)
                .extracting(EventReader.Event::name)
                .containsOnlyOnce("message_start", "message_delta", "message_stop");
        assertThat(events.get(events.size() - 1).name()).isEqualTo("message_stop");
        JsonObject usage =
                JsonCodec.parseObject(events.get(events.size() - 2).data()).getJsonObject("usage");
        assertThat(usage.getInt("input_tokens")).as("of both calls").isEqualTo(10);
    }

    @Test
    void s08AnAnswerThatDivergesEndsWithTheErrorEvent() {
        healthy.answers(chunks("A quick brown fox."));

        List<EventReader.Event> events = cutAfterTwoThirds("");

        assertThat(text(events)).isEqualTo(TWO_THIRDS);
        assertBroken(events, "provider_stream_cut");
        ExchangeRecord record = ended();
        assertThat(record.ending()).isEqualTo(Ending.CUT);
        assertThat(record.attempts())
                .extracting(AttemptRecord::failure)
                .containsExactly("provider_stream_cut", "rescue_failed");
    }

    @Test
    void s08WithoutAnotherTargetTheStreamEndsWithTheErrorEvent() {
        LiveAnswer live = primary.answersLive();
        CompletableFuture<Reply> reply = sendTo("{" + target(primary, "openai") + "}", chat(true));

        live.data(piece("a", TWO_THIRDS)).cut();
        List<EventReader.Event> events = reply.join().events().rest();

        assertBroken(events, "provider_stream_cut");
        assertThat(ended().ending()).isEqualTo(Ending.CUT);
    }

    @Test
    void s08RescueCanBeTurnedOff() {
        List<EventReader.Event> events = cutAfterTwoThirds("\"rescue\":\"off\"");

        assertBroken(events, "provider_stream_cut");
        assertThat(healthy.untakenCalls()).isEmpty();
    }

    @Test
    void s08AToolCallThatWasBegunIsNeverPatched() {
        LiveAnswer live = primary.answersLive();
        CompletableFuture<Reply> reply = send(chat(true), "");

        live.data(chunk(
                        "a",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"ci\"}}]}",
                        "null"))
                .cut();

        assertBroken(reply.join().events().rest(), "provider_stream_cut");
        assertThat(healthy.untakenCalls()).isEmpty();
    }

    @Test
    void s08ARescuerThatIsCutIsRescuedInItsTurn() {
        LiveAnswer first = primary.answersLive();
        LiveAnswer second = healthy.answersLive();
        try (FakeProvider third = FakeProvider.start()) {
            third.answers(chunks(WHOLE));
            CompletableFuture<Reply> reply = sendTo(
                    "{\"strategy\":{\"mode\":\"fallback\"},\"targets\":[{" + target(primary, "openai") + "},{"
                            + target(healthy, "openai") + "},{" + target(third, "openai") + "}]}",
                    chat(true));

            first.data(role("a")).data(piece("a", "The quick")).cut();
            second.data(role("b")).data(piece("b", TWO_THIRDS)).cut();
            List<EventReader.Event> events = reply.join().events().rest();

            assertThat(text(events)).isEqualTo(WHOLE);
            assertWellFormed(events);
            assertThat(ended().attempts())
                    .extracting(AttemptRecord::failure)
                    .containsExactly("provider_stream_cut", "provider_stream_cut", "");
        }
    }

    @Test
    void s08AClientThatLeavesDuringTheRescueEndsIt() throws Exception {
        LiveAnswer live = primary.answersLive();
        healthy.answersLive();
        Reply reply = begun(send(chat(true), ""), live);

        live.cut();
        var rescue = healthy.takeCall();
        reply.hangUp();

        rescue.connectionClosed().get(15, TimeUnit.SECONDS);
        assertThat(ended().ending()).isEqualTo(Ending.CLIENT_GONE);
    }

    private static Reply begun(CompletableFuture<Reply> answer, LiveAnswer live) {
        live.data(piece("a", TWO_THIRDS));
        Reply reply = answer.join();
        reply.events().nextData();
        return reply;
    }

    // 9: stalls with the connection open

    @Test
    void s09AStallIsFoundAndRescued() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(chunks(WHOLE));
        CompletableFuture<Reply> reply = send(chat(true), "\"stream_idle_timeout\":300");

        live.data(role("a")).data(piece("a", TWO_THIRDS));
        List<EventReader.Event> events = reply.join().events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
        assertThat(ended().attempts())
                .extracting(AttemptRecord::failure)
                .containsExactly("provider_stream_stalled", "");
    }

    // 10: malformed event in the middle

    @Test
    void s10TextBetweenEventsIsSkipped() {
        primary.answers(Answer.events(
                "data: " + role("a"),
                "data: " + piece("a", TWO_THIRDS),
                "data: upstream is slow",
                "data: " + piece("a", WHOLE.substring(TWO_THIRDS.length())),
                "data: " + chunk("a", "{}", "\"stop\""),
                "data: [DONE]"));

        List<EventReader.Event> events = ask(chat(true), "").events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
    }

    @Test
    void s10ADamagedEventIsRescued() {
        primary.answers(Answer.events(
                "data: " + piece("a", TWO_THIRDS),
                "data: {\"choices\":[{\"delta\":{\"con",
                "data: " + piece("a", "!")));
        healthy.answers(chunks(WHOLE));

        List<EventReader.Event> events = ask(chat(true), "").events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
        assertThat(ended().attempts())
                .extracting(AttemptRecord::failure)
                .containsExactly("invalid_provider_response", "");
    }

    // 11: ends without [DONE]

    @Test
    void s11AStreamWithAReasonToStopIsFinished() {
        primary.answers(Answer.events(
                "data: " + piece("a", WHOLE),
                "data: " + chunk("a", "{}", "\"stop\""),
                "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12}}"));

        List<EventReader.Event> events = ask(chat(true), "").events().rest();

        assertWellFormed(events);
        assertThat(events.get(events.size() - 2).data()).contains("\"total_tokens\":12");
        assertThat(ended().ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void s11OneWithoutIsACutStream() {
        primary.answers(Answer.events("data: " + piece("a", TWO_THIRDS)));
        healthy.answers(chunks(WHOLE));

        List<EventReader.Event> events = ask(chat(true), "").events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertThat(ended().ending()).isEqualTo(Ending.RESCUED);
    }

    // 12: the conversation is too long for the model

    @Test
    void s12ALargerModelIsAskedAtOnce() {
        primary.answers(
                Answer.json(400, "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}"));
        healthy.answers(completion("larger"));

        assertThat(content(ask(chat(false), retrying(3)))).isEqualTo("larger");
        assertThat(attempts()).hasSize(2);
    }

    // 13: refused by a content filter

    @Test
    void s13TheClientLearnsWhy() {
        primary.answers(Answer.json(400, "{\"error\":{\"message\":\"filtered\",\"code\":\"content_filter\"}}"));

        Reply reply = sendTo("{\"retry\":{\"attempts\":3}," + target(primary, "openai") + "}", chat(false))
                .join();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getJsonObject("error").getString("code")).isEqualTo("content_filter");
        assertThat(attempts()).hasSize(1);
    }

    // 14: as 8, and the fallback rejects an assistant prefix

    @Test
    void s14ATargetThatRefusesThePrefixIsTriedByReplay() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(
                Answer.json(
                        400,
                        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                                + "\"message\":\"This model does not support assistant message prefill\"}}"),
                message(WHOLE));
        CompletableFuture<Reply> reply = sendTo(
                config("openai", "", "anthropic"),
                Call.post("/v1/chat/completions", request("claude-sonnet-4-5", true)));

        live.data(role("a")).data(piece("a", TWO_THIRDS)).cut();
        List<EventReader.Event> events = reply.join().events().rest();

        assertThat(text(events)).isEqualTo(WHOLE);
        assertWellFormed(events);
        assertThat(rescue(events).getString("mode")).isEqualTo("replay");
        assertThat(ended().attempts()).extracting(AttemptRecord::status).containsExactly(200, 400, 200);
    }

    @Test
    void s14ItsRefusalIsNotWhatTheClientIsTold() {
        LiveAnswer live = primary.answersLive();
        healthy.answers(Answer.json(400, OVERLOADED), Answer.json(400, OVERLOADED));
        CompletableFuture<Reply> reply = sendTo(
                config("openai", "", "anthropic"),
                Call.post("/v1/chat/completions", request("claude-sonnet-4-5", true)));

        live.data(piece("a", TWO_THIRDS)).cut();

        assertBroken(reply.join().events().rest(), "provider_stream_cut");
    }

    // 15: down for a minute, then healthy

    @Test
    void s15TheFallbackServesUntilAProbeSucceeds() {
        String breaker = "\"cb_config\":{\"failure_threshold\":2,\"cooldown_interval\":30000}";
        String config = "{\"strategy\":{\"mode\":\"fallback\"," + breaker + "},\"targets\":[{"
                + target(primary, "openai") + "},{" + target(healthy, "openai") + "}]}";
        List<String> served = new ArrayList<>();
        for (int second = 0; second < 100; second += 5) {
            primary.forget();
            primary.answers(second < 60 ? Answer.json(503, OVERLOADED) : completion("primary"));
            healthy.forget();
            healthy.answers(completion("fallback"));
            served.add(content(sendTo(config, chat(false)).join()));
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(served.subList(0, 12)).containsOnly("fallback");
        assertThat(served.get(served.size() - 1)).isEqualTo("primary");
    }

    // 16: 503, and the fallback answers

    @Test
    void s16ModelAndUsageAreThoseOfTheFallback() {
        primary.answers(Answer.json(503, OVERLOADED));
        healthy.answers(completion("fallback"));

        Reply reply = ask(chat(false), "");

        JsonObject answer = reply.json();
        assertThat(answer.getString("model")).isEqualTo("m-fallback");
        assertThat(answer.getJsonObject("usage").getInt("total_tokens")).isEqualTo(12);
    }

    @Test
    void s16StreamingModelAndUsageAreThoseOfTheFallback() {
        primary.answers(Answer.json(503, OVERLOADED));
        healthy.answers(chunks(WHOLE));

        List<EventReader.Event> events = ask(chat(true), "").events().rest();

        assertWellFormed(events);
        assertThat(events.get(0).data()).contains("\"id\":\"b\"");
        assertThat(events.get(events.size() - 2).data()).contains("\"total_tokens\":12");
    }

    // what is asked

    private static Call chat(boolean stream) {
        return Call.post("/v1/chat/completions", request("gpt-4o", stream));
    }

    private static String request(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Say it.\"}]}";
    }

    private static String retrying(int attempts) {
        return "\"retry\":{\"attempts\":" + attempts + "}";
    }

    private Reply ask(Call call, String extra) {
        return send(call, extra).join();
    }

    /** @param extra members of the first target, or of the strategy when it is about the rescue */
    private CompletableFuture<Reply> send(Call call, String extra) {
        return sendTo(config("openai", extra, "openai"), call);
    }

    private CompletableFuture<Reply> sendTo(String config, Call call) {
        return door.send(call.with("x-portkey-config", config));
    }

    private String config(String first, String extra, String second) {
        boolean rescue = extra.contains("rescue");
        return "{\"strategy\":{\"mode\":\"fallback\"" + (rescue ? "," + extra : "") + "},"
                + "\"strict_open_ai_compliance\":false,\"targets\":[{"
                + (extra.isEmpty() || rescue ? "" : extra + ",")
                + target(primary, first) + "},{" + target(healthy, second) + "}]}";
    }

    private static String target(FakeProvider provider, String id) {
        return "\"provider\":\"" + id + "\",\"api_key\":\"sk\",\"custom_host\":\"" + provider.url() + "/v1\"";
    }

    private List<EventReader.Event> cutAfterTwoThirds(String extra) {
        LiveAnswer live = primary.answersLive();
        CompletableFuture<Reply> reply = send(chat(true), extra);
        live.data(role("a")).data(piece("a", TWO_THIRDS)).cut();
        return reply.join().events().rest();
    }

    // what is answered

    private static Answer completion(String who) {
        return Answer.json("{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m-" + who
                + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + who
                + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12}}");
    }

    private static Answer chunks(String text) {
        List<String> events = new ArrayList<>();
        events.add("data: " + role("b"));
        for (int from = 0; from < text.length(); from += 5) {
            events.add("data: " + piece("b", text.substring(from, Math.min(text.length(), from + 5))));
        }
        events.add("data: " + chunk("b", "{}", "\"stop\""));
        events.add(
                "data: {\"id\":\"b\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9,\"total_tokens\":12}}");
        events.add("data: [DONE]");
        return Answer.events(events.toArray(String[]::new));
    }

    private static String role(String id) {
        return chunk(id, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    private static String piece(String id, String text) {
        return chunk(id, "{\"content\":\"" + text + "\"}", "null");
    }

    private static String chunk(String id, String delta, String finish) {
        return "{\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}";
    }

    private static Answer message(String text) {
        return Answer.text(
                200,
                "text/event-stream",
                messageHead("m2")
                        + textPiece(text)
                        + event("content_block_stop", "\"index\":0")
                        + event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                        + "\"usage\":{\"output_tokens\":9}")
                        + event("message_stop", ""));
    }

    private static String messageHead(String id) {
        return event(
                        "message_start",
                        "\"message\":{\"id\":\"" + id + "\",\"type\":\"message\",\"role\":\"assistant\","
                                + "\"content\":[],\"model\":\"c\",\"stop_reason\":null,"
                                + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}")
                + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
    }

    private static String textPiece(String text) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members)
                + "}\n\n";
    }

    // what the client makes of it

    private static String content(Reply reply) {
        return reply.json()
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    private static List<JsonObject> choices(List<EventReader.Event> events) {
        return documents(events).stream()
                .filter(chunk -> chunk.containsKey("choices"))
                .flatMap(chunk -> chunk.getJsonArray("choices").stream())
                .map(JsonValue::asJsonObject)
                .toList();
    }

    private static List<JsonObject> documents(List<EventReader.Event> events) {
        return events.stream()
                .map(EventReader.Event::data)
                .filter(data -> data.startsWith("{"))
                .map(JsonCodec::parseObject)
                .toList();
    }

    private static String text(List<EventReader.Event> events) {
        var text = new StringBuilder();
        for (JsonObject choice : choices(events)) {
            if (choice.getJsonObject("delta").get("content") instanceof JsonString words) {
                text.append(words.getString());
            }
        }
        return text.toString();
    }

    private static String messageText(List<EventReader.Event> events) {
        var text = new StringBuilder();
        for (JsonObject event : documents(events)) {
            if (event.containsKey("delta") && event.getJsonObject("delta").containsKey("text")) {
                text.append(event.getJsonObject("delta").getString("text"));
            }
        }
        return text.toString();
    }

    private static JsonObject rescue(List<EventReader.Event> events) {
        return documents(events).stream()
                .filter(chunk -> chunk.containsKey("x_portkey"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("x_portkey")
                .getJsonObject("rescue");
    }

    private static void assertWellFormed(List<EventReader.Event> events) {
        assertThat(events.get(events.size() - 1).data()).isEqualTo("[DONE]");
        assertThat(documents(events)).noneMatch(chunk -> chunk.containsKey("error"));
        assertThat(documents(events).stream()
                        .map(chunk -> chunk.getString("id"))
                        .distinct())
                .hasSize(1);
        assertThat(choices(events).stream()
                        .filter(choice -> choice.getJsonObject("delta").containsKey("role")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(choices(events).stream().filter(choice -> choice.get("finish_reason") instanceof JsonString))
                .hasSize(1);
        assertThat(documents(events).stream().filter(chunk -> chunk.get("usage") instanceof JsonObject))
                .hasSizeLessThanOrEqualTo(1);
    }

    private static void assertBroken(List<EventReader.Event> events, String code) {
        assertThat(events).noneMatch(event -> event.data().equals("[DONE]"));
        JsonObject error =
                JsonCodec.parseObject(events.get(events.size() - 1).data()).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo(code);
    }

    private List<AttemptRecord> attempts() {
        return ended().attempts();
    }

    private ExchangeRecord ended() {
        try {
            ExchangeRecord record = records.poll(15, TimeUnit.SECONDS);
            assertThat(record).as("a record of the call").isNotNull();
            return record;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for the record", e);
        }
    }

    /** A clock that stands still unless it is moved: circuits look at it, timers do not. */
    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
