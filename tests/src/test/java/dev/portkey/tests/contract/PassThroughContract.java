package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every other path below {@code /v1/}: any method, nothing translated. */
abstract class PassThroughContract extends ContractPart {
    PassThroughContract(Bench bench) {
        super(bench);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void everyMethodWithABody(String method) {
        provider.answers(Answer.json(201, "{\"made\":true}"));

        Reply reply = ask(toOpenAi(Call.of(method, "/v1/vector_stores/vs_1?order=asc&a=%2F"))
                .with("content-type", "application/json")
                .sending("{\"name\":\"n\"}"));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo("{\"made\":true}");
        ReceivedCall call = provider.takeCall();
        assertThat(call.method()).isEqualTo(method);
        assertThat(call.target()).isEqualTo("/openai/v1/vector_stores/vs_1?order=asc&a=%2F");
        assertThat(call.text()).isEqualTo("{\"name\":\"n\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "OPTIONS", "POST", "PUT"})
    void everyMethodWithoutABody(String method) {
        provider.answers(Answer.json("{\"ok\":true}"));

        Reply reply = ask(toOpenAi(Call.of(method, "/v1/threads/t_1")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"ok\":true}");
        ReceivedCall call = provider.takeCall();
        assertThat(call.method()).isEqualTo(method);
        assertThat(call.bytes()).isEmpty();
    }

    @Test
    void headHasTheHeadersWithoutTheContent() {
        provider.answers(Answer.text(200, "application/json", "").with("x-request-id", "r1"));

        Reply reply = ask(toOpenAi(Call.of("HEAD", "/v1/models")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("x-request-id")).isEqualTo("r1");
        assertThat(reply.bytes()).isEmpty();
        assertThat(provider.takeCall().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @CsvSource({"/v1/models", "/v1/models/gpt-4o-mini", "/v1/models/ft:gpt-4o%2Fmini:org", "/v1/models?limit=2"})
    void modelsAreTheProviders(String target) {
        provider.answers(Answer.json("{\"object\":\"list\",\"data\":[]}"));

        Reply reply = ask(toOpenAi(Call.get(target)));

        assertThat(reply.text()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
        assertThat(provider.takeCall().target()).isEqualTo("/openai" + target);
    }

    @Test
    void theCallNeedsAProviderLikeAnyOther() {
        Reply reply = ask(Call.get("/v1/models"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message"))
                .isEqualTo("Either x-portkey-config or x-portkey-provider header is required");
    }

    @Test
    void errorsAreNotTranslated() {
        provider.answers(Answer.json(429, Golden.text("openai/error.json")).with("retry-after", "3"));

        Reply reply = ask(toOpenAi(Call.get("/v1/assistants")));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("3");
        assertThat(reply.text()).isEqualTo(Golden.text("openai/error.json"));
        assertThat(reply.header("x-portkey-provider")).isEqualTo("openai");
    }

    @Test
    void webPagesAreRelayedAsTheyAre() {
        provider.answers(Answer.text(404, "text/html", "<html>no</html>"));

        Reply reply = ask(toOpenAi(Call.get("/v1/whatever")));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).isEqualTo("text/html");
        assertThat(reply.text()).isEqualTo("<html>no</html>");
    }

    @Test
    void aNoContentAnswerHasNoContent() {
        provider.answers(Answer.text(204, "application/json", ""));

        Reply reply = ask(toOpenAi(Call.of("DELETE", "/v1/threads/t_1")));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.bytes()).isEmpty();
    }

    @Test
    void parametersOfTheConfigAreMergedIntoJson() {
        provider.answers(Answer.json("{}"));

        ask(Call.post("/v1/moderations", "{\"input\":\"x\",\"model\":\"m\"}")
                .with(
                        "x-portkey-config",
                        "{\"provider\":\"openai\",\"api_key\":\"k\",\"override_params\":{\"model\":\"mine\"}}"));

        assertThat(provider.takeCall().text()).isEqualTo("{\"input\":\"x\",\"model\":\"mine\"}");
    }

    /** Some servers resolve such paths before the gateway sees them, which is as good. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/../secret", "/v1/./models", "/v1/%2e%2e/secret", "/v1/files/.%2E/.%2E/.%2E/secret"})
    void noPathLeadsOutOfTheBaseUrl(String path) {
        ask(toOpenAi(Call.get(path)));

        assertThat(provider.untakenCalls())
                .allMatch(call -> call.target().startsWith("/openai/v1/"))
                .noneMatch(call -> call.target().contains("/.") || call.target().contains("%2"));
    }

    @Test
    void anthropicIsReachedUnderItsOwnPaths() {
        provider.answers(Answer.json("{\"data\":[]}"), Answer.json("{\"data\":[]}"));

        ask(toAnthropic(Call.get("/v1/models")));
        ask(toAnthropic(Call.get("/v1/messages/batches")));

        ReceivedCall models = provider.takeCall();
        assertThat(models.target()).isEqualTo("/anthropic/v1/models");
        assertThat(models.header("x-api-key")).isEqualTo("sk-client");
        assertThat(models.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(provider.takeCall().target()).isEqualTo("/anthropic/v1/messages/batches");
    }
}
