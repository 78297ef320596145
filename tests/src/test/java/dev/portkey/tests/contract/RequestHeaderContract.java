package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the client's headers reach the provider. */
abstract class RequestHeaderContract extends ContractPart {
    RequestHeaderContract(Bench bench) {
        super(bench);
    }

    @Test
    void aTranslatedCallCarriesTheProvidersOwnHeadersOnly() {
        ReceivedCall call = sent(chat().with("x-custom", "1")
                .with("cookie", "session=1")
                .with("x-portkey-trace-id", "t")
                .with("x-portkey-metadata", "{\"user\":\"u\"}")
                .with("openai-organization", "org-of-client"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-client");
        assertThat(call.header("content-type")).isEqualTo("application/json");
        assertThat(call.headers().names())
                .doesNotContain("x-custom", "cookie", "openai-organization")
                .noneMatch(name -> name.startsWith("x-portkey-"));
    }

    @Test
    void aPassedThroughCallCarriesTheClientsHeadersButNotOurs() {
        ReceivedCall call = sent(toOpenAi(Call.post("/v1/assistants", "{}"))
                .with("x-custom", "1")
                .with("x-portkey-trace-id", "t")
                .with("x-portkey-metadata", "{\"user\":\"u\"}")
                .with("openai-beta", "assistants=v2"));

        assertThat(call.header("x-custom")).isEqualTo("1");
        assertThat(call.header("openai-beta")).isEqualTo("assistants=v2");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-client");
        assertThat(call.headers().names()).noneMatch(name -> name.startsWith("x-portkey-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void headersAreForwardedWhenTheCallerNamesThem(String path) {
        ReceivedCall call = sent(toOpenAi(Call.post(path, CHAT))
                .with("x-portkey-forward-headers", "X-Custom, x-portkey-trace-id,x-absent")
                .with("x-custom", "1")
                .with("x-portkey-trace-id", "t"));

        assertThat(call.header("x-custom")).isEqualTo("1");
        assertThat(call.header("x-portkey-trace-id")).isEqualTo("t");
        assertThat(call.headers().names())
                .doesNotContain("x-absent", "x-portkey-forward-headers", "x-portkey-provider");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void theKeyOfTheGatewayIsNeverForwarded(String path) {
        ReceivedCall call = sent(toOpenAi(Call.post(path, CHAT))
                .with("x-portkey-forward-headers", "x-portkey-api-key,x-custom")
                .with("x-custom", "1")
                .with("x-portkey-api-key", "pk-secret"));

        assertThat(call.header("x-custom")).isEqualTo("1");
        assertThat(call.headers().contains("x-portkey-api-key")).isFalse();
    }

    @Test
    void headersAreForwardedWhenTheConfigNamesThem() {
        ReceivedCall call = sent(Call.post("/v1/chat/completions", CHAT)
                .with(
                        "x-portkey-config",
                        "{\"provider\":\"openai\",\"api_key\":\"k\",\"forward_headers\":[\"x-custom\"]}")
                .with("x-custom", "1")
                .with("x-other", "2"));

        assertThat(call.header("x-custom")).isEqualTo("1");
        assertThat(call.headers().contains("x-other")).isFalse();
    }

    @Test
    void optionsOfTheProviderBecomeItsHeaders() {
        ReceivedCall call = sent(chat().with("x-portkey-openai-organization", "org-1")
                .with("x-portkey-openai-project", "proj-1")
                .with("openai-beta", "assistants=v2"));

        assertThat(call.header("openai-organization")).isEqualTo("org-1");
        assertThat(call.header("openai-project")).isEqualTo("proj-1");
        assertThat(call.header("openai-beta")).isEqualTo("assistants=v2");
    }

    @Test
    void anthropicGetsItsVersionWhateverTheClientSays() {
        provider.answers(Answer.golden("anthropic/messages.json"), Answer.golden("anthropic/messages.json"));

        ask(message());
        ask(message().with("anthropic-version", "2024-01-01").with("anthropic-beta", "b1"));

        assertThat(provider.takeCall().header("anthropic-version")).isEqualTo("2023-06-01");
        ReceivedCall second = provider.takeCall();
        assertThat(second.header("anthropic-version")).isEqualTo("2024-01-01");
        assertThat(second.header("anthropic-beta")).isEqualTo("b1");
    }

    private ReceivedCall sent(Call call) {
        provider.answers(Answer.golden("openai/chat.json"));
        assertThat(ask(call).status()).isEqualTo(200);
        return provider.takeCall();
    }
}
