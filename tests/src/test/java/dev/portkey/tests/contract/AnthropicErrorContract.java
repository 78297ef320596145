package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** On Anthropic's routes every error has the shape that Anthropic's clients know. */
abstract class AnthropicErrorContract extends ContractPart {
    AnthropicErrorContract(Bench bench) {
        super(bench);
    }

    @Test
    void aBodyThatIsNotJson() {
        assertError(400, "invalid_request_error", ask(message().sending("{")));
    }

    @Test
    void aCallThatNamesNoProvider() {
        assertError(400, "invalid_request_error", ask(Call.post("/v1/messages", MESSAGE)));
    }

    @Test
    void aCallWithoutKey() {
        assertError(401, "authentication_error", ask(message().without("x-api-key")));
    }

    @Test
    void aCallWithoutKeyOfTheGateway() {
        assertError(401, "authentication_error", bench.locked().answer(message()));
    }

    @Test
    void aBodyThatIsTooLarge() {
        String body = "{\"a\":\"" + "x".repeat(70_000) + "\"}";

        assertError(413, "request_too_large", bench.impatient().answer(message().sending(body)));
    }

    @Test
    void aProviderThatSaysNothing() {
        provider.answers(Answer.silence());

        assertError(504, "timeout_error", bench.impatient().answer(message()));
    }

    @Test
    void aProviderThatBreaksOff() {
        provider.answers(Answer.golden("anthropic/messages.json").cutAfter(20));

        assertError(502, "api_error", ask(message()));
    }

    @Test
    void theTimeoutTheCallerSet() {
        provider.answers(Answer.silence());

        assertError(408, "timeout_error", ask(message().with("x-portkey-request-timeout", "200")));
    }

    @Test
    void anErrorOfTheProvider() {
        provider.answers(Answer.json(429, Golden.text("anthropic/error.json")));

        JsonObject error = assertError(429, "rate_limit_error", ask(message()));

        assertThat(error.getString("message")).contains("Slow down.");
    }

    @Test
    void anErrorWhileTokensAreCounted() {
        provider.answers(Answer.json(429, Golden.text("anthropic/error.json")));

        assertError(429, "rate_limit_error", ask(toAnthropic(Call.post("/v1/messages/count_tokens", MESSAGE))));
    }

    private static JsonObject assertError(int status, String type, Reply reply) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/json");
        JsonObject body = reply.json();
        assertThat(body.getString("type")).isEqualTo("error");
        JsonObject error = body.getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo(type);
        assertThat(error.getString("message")).isNotBlank();
        return error;
    }
}
