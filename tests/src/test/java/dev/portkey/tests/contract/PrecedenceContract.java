package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wins when header, config and key say different things. */
abstract class PrecedenceContract extends ContractPart {
    PrecedenceContract(Bench bench) {
        super(bench);
    }

    @Test
    void theCustomHostOfTheHeaderBeatsThatOfTheConfig() {
        ReceivedCall call =
                sent(withConfig("{\"provider\":\"openai\",\"api_key\":\"k\",\"custom_host\":\"HOST/config\"}")
                        .with("x-portkey-custom-host", provider.url() + "/header"));

        assertThat(call.target()).isEqualTo("/header/chat/completions");
    }

    @Test
    void theCustomHostOfTheHeaderBeatsThatOfEveryTarget() {
        ReceivedCall call = sent(withConfig("{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"provider\":\"openai\","
                        + "\"api_key\":\"k\",\"custom_host\":\"HOST/target\"}]}")
                .with("x-portkey-custom-host", provider.url() + "/header"));

        assertThat(call.target()).isEqualTo("/header/chat/completions");
    }

    @Test
    void theTimeoutOfTheHeaderBeatsThatOfTheConfig() {
        provider.answers(Answer.silence());

        Reply reply = ask(withConfig("{\"provider\":\"openai\",\"api_key\":\"k\",\"request_timeout\":60000}")
                .with("x-portkey-request-timeout", "150"));

        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.text()).contains("150ms");
    }

    @Test
    void theTimeoutOfTheConfigAppliesWithoutHeader() {
        provider.answers(Answer.silence());

        Reply reply = ask(withConfig("{\"provider\":\"openai\",\"api_key\":\"k\",\"request_timeout\":150}"));

        assertThat(reply.status()).isEqualTo(408);
    }

    @Test
    void theForwardedHeadersOfTheHeaderBeatThoseOfTheConfig() {
        ReceivedCall call = sent(withConfig("{\"provider\":\"openai\",\"api_key\":\"k\",\"forward_headers\":[\"x-a\"]}")
                .with("x-portkey-forward-headers", "x-b")
                .with("x-a", "1")
                .with("x-b", "2"));

        assertThat(call.headers().contains("x-a")).isFalse();
        assertThat(call.header("x-b")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"true,true,stop", "true,false,end_turn", "false,true,end_turn", "false,false,end_turn"})
    void strictComplianceIsOffAsSoonAsOneSideSaysSo(boolean header, boolean config, String finishReason) {
        provider.answers(Answer.golden("anthropic/messages.json"));

        Reply reply = ask(withConfig(
                        "{\"provider\":\"anthropic\",\"api_key\":\"k\",\"strict_open_ai_compliance\":" + config + "}")
                .with("x-portkey-strict-open-ai-compliance", String.valueOf(header)));

        assertThat(reply.json().getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo(finishReason);
    }

    @Test
    void aConfigThatNamesAProviderIgnoresProviderAndCredentialsOfTheHeaders() {
        ReceivedCall call = sent(withConfig("{\"provider\":\"openai\",\"api_key\":\"sk-config\"}")
                .with("x-portkey-provider", "anthropic")
                .with("authorization", "Bearer sk-client")
                .with("x-portkey-openai-organization", "org-of-header"));

        assertThat(call.target()).isEqualTo("/openai/v1/chat/completions");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-config");
        assertThat(call.headers().contains("openai-organization")).isFalse();
    }

    @Test
    void aConfigWithTargetsIgnoresProviderAndCredentialsOfTheHeaders() {
        ReceivedCall call = sent(withConfig("{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"provider\":\"openai\","
                        + "\"api_key\":\"sk-config\",\"openai_organization\":\"org-of-config\"}]}")
                .with("x-portkey-provider", "anthropic")
                .with("authorization", "Bearer sk-client")
                .with("x-portkey-openai-organization", "org-of-header"));

        assertThat(call.target()).isEqualTo("/openai/v1/chat/completions");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-config");
        assertThat(call.header("openai-organization")).isEqualTo("org-of-config");
    }

    @Test
    void aConfigWithoutProviderTakesProviderKeyAndOptionsFromTheHeaders() {
        ReceivedCall call = sent(withConfig("{\"override_params\":{\"model\":\"m\"},\"request_timeout\":60000}")
                .with("x-portkey-provider", "openai")
                .with("authorization", "Bearer sk-client")
                .with("x-portkey-openai-organization", "org-of-header"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-client");
        assertThat(call.header("openai-organization")).isEqualTo("org-of-header");
        assertThat(call.json().getString("model")).isEqualTo("m");
    }

    @Test
    void aHeaderThatIsNotThereErasesNothingOfTheConfig() {
        ReceivedCall call = sent(withConfig("{\"request_timeout\":60000,\"openai_organization\":\"org-of-config\"}")
                .with("x-portkey-provider", "openai")
                .with("authorization", "Bearer sk-client"));

        assertThat(call.header("openai-organization")).isEqualTo("org-of-config");
    }

    @Test
    void overriddenParametersBeatThoseOfTheRequest() {
        ReceivedCall call = sent(withConfig(
                "{\"provider\":\"openai\",\"api_key\":\"k\",\"override_params\":{\"model\":\"m\",\"seed\":7}}"));

        assertThat(call.json().getString("model")).isEqualTo("m");
        assertThat(call.json().getInt("seed")).isEqualTo(7);
        assertThat(call.json().getJsonArray("messages")).hasSize(1);
    }

    @Test
    void theDefaultConfigOfAKeyAppliesToACallWithoutConfig() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply =
                bench.locked().answer(Call.post("/v1/chat/completions", CHAT).with("x-portkey-api-key", "pk-team"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.takeCall().json().getString("model")).isEqualTo("gpt-default");
    }

    @Test
    void aConfigOfTheCallReplacesTheDefaultConfigWholly() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = bench.locked()
                .answer(withConfig("{\"provider\":\"openai\",\"api_key\":\"sk-config\"}")
                        .with("x-portkey-api-key", "pk-team"));

        assertThat(reply.status()).isEqualTo(200);
        ReceivedCall call = provider.takeCall();
        assertThat(call.json().getString("model")).isEqualTo("gpt-4o-mini");
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-config");
    }

    private Call withConfig(String config) {
        return Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", config.replace("HOST", provider.url()));
    }

    private ReceivedCall sent(Call call) {
        provider.answers(Answer.golden("openai/chat.json"));
        assertThat(ask(call).status()).isEqualTo(200);
        return provider.takeCall();
    }
}
