package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.ReceivedCall;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What a client gets to see when the provider cannot be reached, answers with an error, or with nonsense. */
abstract class ProviderFaultContract extends ContractPart {
    ProviderFaultContract(Bench bench) {
        super(bench);
    }

    @Test
    void aProviderThatCannotBeReachedIs502() throws IOException {
        Reply reply = ask(chat().with("x-portkey-custom-host", "http://127.0.0.1:" + unusedPort()));

        assertFault(502, "provider_unreachable", reply);
    }

    @Test
    void aHostNameThatDoesNotResolveIs502() {
        Reply reply = ask(chat().with("x-portkey-custom-host", "https://no-such-host.portkey-tests.example/v1"));

        assertFault(502, "provider_unreachable", reply);
    }

    @Test
    void aConnectionResetIs502() {
        provider.answers(Answer.reset(), Answer.reset(), Answer.reset());

        assertFault(502, "provider_unreachable", ask(chat()));
    }

    @Test
    void anAnswerThatIsNoHttpIs502() {
        provider.answers(Answer.garbage(), Answer.garbage());

        assertFault(502, ask(chat()));
    }

    @Test
    void anAnswerCutShortIs502() {
        provider.answers(Answer.golden("openai/chat.json").cutAfter(100));

        assertFault(502, "provider_unreachable", ask(chat()));
    }

    @Test
    void aWebPageInPlaceOfAnAnswerIs502() {
        provider.answers(Answer.text(200, "text/html", "<html>Welcome to nginx</html>"));

        JsonObject error = assertFault(502, "invalid_provider_response", ask(chat()));

        assertThat(error.getString("message")).contains("openai").doesNotContain("nginx");
    }

    @Test
    void jsonOfAnUnknownShapeIs502() {
        provider.answers(Answer.json("{\"hello\":\"world\"}"));

        assertFault(502, "invalid_provider_response", ask(chat()));
    }

    @Test
    void brokenJsonIs502() {
        provider.answers(Answer.json("{\"choices\":["));

        assertFault(502, "invalid_provider_response", ask(chat()));
    }

    @Test
    void anAnswerLargerThanTheLimitIs502() {
        provider.answers(Answer.json("{\"choices\":[\"" + "x".repeat(70_000) + "\"]}"));

        assertFault(502, "invalid_provider_response", bench.impatient().answer(chat()));
    }

    @Test
    void theTimeoutTheCallerSetIs408AndEndsTheCallToTheProvider() {
        provider.answers(Answer.silence());

        Reply reply = ask(chat().with("x-portkey-request-timeout", "300"));

        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.text())
                .isEqualTo("{\"error\":{\"message\":\"Request exceeded the timeout sent in the request: 300ms\","
                        + "\"type\":\"timeout_error\",\"param\":null,\"code\":null}}");
        ReceivedCall.await(provider.takeCall().connectionClosed());
    }

    @Test
    void theTimeoutOfTheOperatorIs504AndEndsTheCallToTheProvider() {
        provider.answers(Answer.silence());

        assertFault(504, "provider_timeout", bench.impatient().answer(chat()));

        ReceivedCall.await(provider.takeCall().connectionClosed());
    }

    @Test
    void anErrorOfTheProviderKeepsItsStatusAndSaysWhoseItIs() {
        provider.answers(Answer.json(429, Golden.text("openai/error.json")).with("retry-after", "7"));

        Reply reply = ask(chat());

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("7");
        assertThat(reply.text())
                .isEqualTo("{\"error\":{\"message\":\"openai error: You exceeded your current quota.\","
                        + "\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"},"
                        + "\"provider\":\"openai\"}");
    }

    @Test
    void anErrorPageOfTheProviderKeepsItsStatusAndBecomesJson() {
        provider.answers(Answer.text(503, "text/html", "<html>busy</html>"));

        Reply reply = ask(chat());

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.json().getJsonObject("error").getString("message")).startsWith("openai error: ");
    }

    @Test
    void anErrorOfAnotherDialectIsTranslated() {
        provider.answers(Answer.json(429, Golden.text("anthropic/error.json")));

        Reply reply = ask(toAnthropic(Call.post("/v1/chat/completions", MESSAGE)));

        assertThat(reply.status()).isEqualTo(429);
        JsonObject error = reply.json().getJsonObject("error");
        assertThat(error.getString("message")).isEqualTo("anthropic error: Slow down.");
        assertThat(error.getString("type")).isEqualTo("rate_limit_error");
    }

    @Test
    void aRedirectIsNotFollowed() {
        provider.answers(Answer.text(302, "text/plain", "").with("location", provider.url() + "/elsewhere"));

        Reply reply = ask(chat());

        assertThat(reply.status()).isBetween(300, 599);
        assertThat(provider.untakenCalls()).hasSize(1);
    }

    private static JsonObject assertFault(int status, String code, Reply reply) {
        JsonObject error = assertFault(status, reply);
        assertThat(error.getString("code")).isEqualTo(code);
        return error;
    }

    /** No client learns from an error what the gateway runs on or whom it talks to. */
    private static JsonObject assertFault(int status, Reply reply) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.header("x-portkey-provider")).isEqualTo("openai");
        JsonObject error = reply.json().getJsonObject("error");
        assertThat(error.getString("message"))
                .isNotBlank()
                .doesNotContain("127.0.0.1", "localhost", "portkey-tests", "Exception", "java.", "jetty", "sk-client");
        return error;
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
