package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of an answer, and how its JSON is laid out. */
abstract class ReplyHeaderContract extends ContractPart {
    ReplyHeaderContract(Bench bench) {
        super(bench);
    }

    @Test
    void saysWhatHappened() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(chat());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("x-portkey-last-used-option-index")).isEqualTo("config");
        assertThat(reply.header("x-portkey-provider")).isEqualTo("openai");
        assertThat(reply.header("x-portkey-retry-attempt-count")).isEqualTo("0");
        assertThat(reply.header("x-portkey-cache-status")).isEqualTo("DISABLED");
        assertThat(reply.headers().contains("x-portkey-gateway-exception")).isFalse();
    }

    @Test
    void saysWhatHappenedOnAStreamToo() {
        provider.answers(Answer.golden("openai/chat.sse"));

        Reply reply = ask(chatStream());

        assertThat(reply.header("content-type")).startsWith("text/event-stream");
        assertThat(reply.header("x-portkey-last-used-option-index")).isEqualTo("config");
        assertThat(reply.header("x-portkey-provider")).isEqualTo("openai");
        assertThat(reply.header("x-portkey-retry-attempt-count")).isEqualTo("0");
        assertThat(reply.header("x-portkey-cache-status")).isEqualTo("DISABLED");
        assertThat(reply.header("x-portkey-trace-id")).isNotEmpty();
        reply.hangUp();
    }

    @Test
    void namesTheTargetThatWasUsed() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", "pc-single"));

        assertThat(reply.header("x-portkey-last-used-option-index")).isEqualTo("config.targets[0]");
    }

    @Test
    void givesTheTraceIdBack() {
        provider.answers(Answer.golden("openai/chat.json"));

        assertThat(ask(chat().with("x-portkey-trace-id", "trace-7")).header("x-portkey-trace-id"))
                .isEqualTo("trace-7");
    }

    @Test
    void makesATraceIdWhenNoneCame() {
        provider.answers(Answer.golden("openai/chat.json"), Answer.golden("openai/chat.json"));

        String first = ask(chat()).header("x-portkey-trace-id");
        String second = ask(chat()).header("x-portkey-trace-id");

        assertThat(UUID.fromString(first)).isNotEqualTo(UUID.fromString(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-portkey-last-used-option-index",
                "x-portkey-provider",
                "x-portkey-retry-attempt-count",
                "x-portkey-cache-status",
                "x-portkey-trace-id"
            })
    void setsItsHeadersEvenWhenTheProviderSendsThem(String header) {
        provider.answers(
                Answer.golden("openai/chat.json").with(header, "of the provider"),
                Answer.golden("openai/chat.sse").with(header, "of the provider"),
                Answer.json("{}").with(header, "of the provider"));

        for (Call call : List.of(chat(), chatStream(), toOpenAi(Call.get("/v1/assistants")))) {
            Reply reply = ask(call);
            assertThat(reply.headers().all(header)).singleElement().isNotEqualTo("of the provider");
            reply.hangUp();
        }
    }

    @Test
    void claimsNoExceptionOfItsOwnInTheProvidersName() {
        provider.answers(Answer.golden("openai/chat.json").with("x-portkey-gateway-exception", "true"));

        assertThat(ask(chat()).headers().contains("x-portkey-gateway-exception"))
                .isFalse();
    }

    @Test
    void passesTheProvidersHeadersOn() {
        provider.answers(Answer.golden("openai/chat.json")
                .with("x-request-id", "req-1")
                .with("x-ratelimit-remaining-requests", "59")
                .with("openai-processing-ms", "12"));

        Reply reply = ask(chat());

        assertThat(reply.header("x-request-id")).isEqualTo("req-1");
        assertThat(reply.header("x-ratelimit-remaining-requests")).isEqualTo("59");
        assertThat(reply.header("openai-processing-ms")).isEqualTo("12");
    }

    @Test
    void keepsTheBytesOfAnAnswerThatNeedsNoChange() {
        provider.answers(Answer.golden("openai/chat.json"));

        assertThat(ask(chat()).text()).isEqualTo(Golden.text("openai/chat.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?pretty", "?pretty=true", "?a=b&pretty"})
    void indentsJsonForPeople(String query) {
        provider.answers(Answer.json("{\"choices\":[],\"a\":{\"b\":1}}"));

        Reply reply = ask(toOpenAi(Call.post("/v1/chat/completions" + query, CHAT)));

        assertThat(reply.text().strip().lines().toList())
                .hasSizeGreaterThan(4)
                .first()
                .isEqualTo("{");
    }

    @Test
    void indentsRefusalsForPeople() {
        assertThat(ask(Call.post("/v1/chat/completions?pretty", CHAT))
                        .text()
                        .strip()
                        .lines()
                        .toList())
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("  ");
    }
}
