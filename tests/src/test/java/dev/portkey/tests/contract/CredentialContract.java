package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the provider's key comes from. */
abstract class CredentialContract extends ContractPart {
    CredentialContract(Bench bench) {
        super(bench);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer sk-client", "bearer sk-client", "BEARER   sk-client", "sk-client"})
    void fromTheAuthorizationHeaderHoweverItIsSpelled(String authorization) {
        ReceivedCall call = sent(Call.post("/v1/chat/completions", CHAT)
                .with("x-portkey-provider", "openai")
                .with("authorization", authorization));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-client");
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer sk-client", "x-api-key, sk-client", "api-key, sk-client"})
    void fromTheHeaderAVendorsClientSendsItIn(String header, String value) {
        provider.answers(Answer.golden("anthropic/messages.json"));

        ask(Call.post("/v1/messages", MESSAGE)
                .with("x-portkey-provider", "anthropic")
                .with(header, value));

        ReceivedCall call = provider.takeCall();
        assertThat(call.header("x-api-key")).isEqualTo("sk-client");
        assertThat(call.headers().contains("authorization")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x-portkey-virtual-key, openai-prod",
        "x-portkey-virtual-key, @openai-prod",
        "x-portkey-provider, @openai-prod",
        "x-portkey-config, pc-openai",
        "x-portkey-config, pc-single"
    })
    void fromAVirtualKeyHoweverItIsNamed(String header, String value) {
        assertStoredKeyIsUsed(sent(Call.post("/v1/chat/completions", CHAT).with(header, value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"virtual_key\":\"openai-prod\"}",
                "{\"virtual_key\":\"@openai-prod\"}",
                "{\"virtualKey\":\"openai-prod\"}",
                "{\"provider\":\"@openai-prod\"}",
                "{\"override_params\":{\"model\":\"@openai-prod/gpt-4o-mini\"}}",
                "{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"virtual_key\":\"openai-prod\"}]}"
            })
    void fromAVirtualKeyOfAConfig(String config) {
        assertStoredKeyIsUsed(sent(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", config)));
    }

    @Test
    void fromTheModelWhichLosesItsSlug() {
        assertStoredKeyIsUsed(
                sent(Call.post("/v1/chat/completions", CHAT.replace("gpt-4o-mini", "@openai-prod/gpt-4o-mini"))));
    }

    @Test
    void aVirtualKeyBringsItsOptionsAndItsHost() {
        assertThat(sent(Call.post("/v1/chat/completions", CHAT).with("x-portkey-virtual-key", "openai-org"))
                        .header("openai-organization"))
                .isEqualTo("org-1");
        assertThat(sent(Call.post("/v1/chat/completions", CHAT).with("x-portkey-virtual-key", "elsewhere"))
                        .target())
                .isEqualTo("/elsewhere/chat/completions");
    }

    @Test
    void aSavedConfigBringsItsParameters() {
        ReceivedCall call = sent(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", "pc-openai"));

        assertThat(call.json().getString("model")).isEqualTo("gpt-saved");
    }

    @Test
    void aStoredKeyIsNotReplacedByWhatTheClientSends() {
        ReceivedCall call = sent(Call.post("/v1/chat/completions", CHAT)
                .with("x-portkey-virtual-key", "openai-prod")
                .with("authorization", "Bearer sk-client"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
    }

    @Test
    void aPassedThroughCallWithAStoredKeyCarriesNoneOfTheClients() {
        ReceivedCall call = sent(Call.get("/v1/assistants")
                .with("x-portkey-virtual-key", "openai-prod")
                .with("authorization", "Bearer sk-client")
                .with("x-api-key", "sk-client")
                .with("api-key", "sk-client"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertThat(call.headers().names()).doesNotContain("x-api-key", "api-key");
    }

    private static void assertStoredKeyIsUsed(ReceivedCall call) {
        assertThat(call.target()).isEqualTo("/openai/v1/chat/completions");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertThat(call.json().getString("model")).doesNotContain("@");
    }

    private ReceivedCall sent(Call call) {
        provider.answers(Answer.golden("openai/chat.json"));
        assertThat(ask(call).status()).isEqualTo(200);
        return provider.takeCall();
    }
}
