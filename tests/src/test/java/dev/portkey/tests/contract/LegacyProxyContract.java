package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first API of the product: {@code /v1/proxy/…} with {@code x-portkey-mode}. */
abstract class LegacyProxyContract extends ContractPart {
    private static final String PROMPT = "{\"prompt\":\"Once upon a time\"}";

    LegacyProxyContract(Bench bench) {
        super(bench);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy openai, /v1/proxy/completions, authorization, Bearer sk-client, /base/completions",
        "proxy openai, /v1/proxy/v1/completions?a=b, authorization, Bearer sk-client, /base/v1/completions?a=b",
        "proxy cohere, /v1/proxy/generate, authorization, Bearer sk-client, /base/v1/generate",
        "proxy cohere, /v1/proxy/v2/chat, authorization, Bearer sk-client, /base/v2/chat",
        "proxy anthropic, /v1/proxy/complete, x-api-key, sk-client, /base/complete"
    })
    void theModeNamesTheProvider(String mode, String path, String header, String key, String target) {
        provider.answers(Answer.json("{\"done\":true}"));

        Reply reply = ask(Call.post(path, PROMPT)
                .with("x-portkey-api-key", "pk-any")
                .with("x-portkey-mode", mode)
                .with("x-portkey-custom-host", provider.url() + "/base")
                .with(header, key));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"done\":true}");
        ReceivedCall call = provider.takeCall();
        assertThat(call.target()).isEqualTo(target);
        assertThat(call.header(header)).isEqualTo(key);
        assertThat(call.text()).isEqualTo(PROMPT);
        assertThat(call.headers().names()).noneMatch(name -> name.startsWith("x-portkey-"));
    }

    @Test
    void theCacheHeaderIsAccepted() {
        provider.answers(Answer.json("{\"done\":true}"));

        Reply reply = ask(Call.post("/v1/proxy/completions", PROMPT)
                .with("x-portkey-mode", "proxy openai")
                .with("x-portkey-cache", "true")
                .with("authorization", "Bearer sk-client"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.takeCall().target()).isEqualTo("/openai/v1/completions");
    }

    @Test
    void azureIsReachedAtTheHostInThePath() {
        provider.answers(Answer.text(502, "text/plain", "no tunnel today"));

        Reply reply = bench.proxied()
                .answer(Call.post(
                                "/v1/proxy/acme-eu.openai.azure.com/openai/deployments/gpt/completions?api-version=2023-05-15",
                                PROMPT)
                        .with("x-portkey-mode", "proxy azure-openai")
                        .with("api-key", "sk-client"));

        assertThat(reply.status()).isEqualTo(502);
        ReceivedCall tunnel = provider.takeCall();
        assertThat(tunnel.toString()).isEqualTo("CONNECT acme-eu.openai.azure.com:443");
        assertThat(tunnel.headers().names()).doesNotContain("api-key");
    }

    @ParameterizedTest
    @CsvSource({"proxy nobody", "nonsense", "proxy"})
    void aModeThatNamesNoProviderIsRefused(String mode) {
        Reply reply = ask(Call.post("/v1/proxy/completions", PROMPT)
                .with("x-portkey-mode", mode)
                .with("authorization", "Bearer sk-client"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(provider.untakenCalls()).isEmpty();
    }

    @Test
    void theUsualHeadersWorkAsWell() {
        provider.answers(Answer.json("{\"done\":true}"));

        ask(Call.post("/v1/proxy/chat/completions", CHAT).with("x-portkey-virtual-key", "openai-prod"));

        ReceivedCall call = provider.takeCall();
        assertThat(call.target()).isEqualTo("/openai/v1/chat/completions");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
    }
}
