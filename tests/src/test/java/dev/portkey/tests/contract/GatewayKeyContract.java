package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call a gateway that has keys of its own. */
abstract class GatewayKeyContract extends ContractPart {
    GatewayKeyContract(Bench bench) {
        super(bench);
    }

    @ParameterizedTest
    @CsvSource({
        "x-other, x",
        "x-portkey-api-key, pk-wrong",
        "x-portkey-api-key, pk-c",
        "x-portkey-api-key, ''",
        "authorization, Bearer sk-client",
        "authorization, Bearer pk-wrong"
    })
    void nobodyWithoutAValidKey(String header, String value) {
        Reply reply = bench.locked()
                .answer(Call.post("/v1/chat/completions", CHAT)
                        .with("x-portkey-virtual-key", "openai-prod")
                        .with(header, value));

        assertThat(reply.status()).isEqualTo(401);
        var error = reply.json().getJsonObject("error");
        assertThat(error.getString("message")).isEqualTo("Invalid API key");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.getString("code")).isEqualTo("invalid_api_key");
        assertThat(provider.untakenCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/proxy/completions", "/v1/anything"})
    void nobodyOnAnyRoute(String path) {
        assertThat(bench.locked().answer(toOpenAi(Call.get(path))).status()).isEqualTo(401);
    }

    @Test
    void whoeverSendsAKeyInOurHeader() {
        ReceivedCall call = sent(chat().with("x-portkey-api-key", "pk-ci"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-client");
        assertNoGatewayKey(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void whoeverSendsAKeyAsAuthorization(String path) {
        ReceivedCall call = sent(Call.post(path, CHAT)
                .with("x-portkey-virtual-key", "openai-prod")
                .with("authorization", "Bearer pk-ci"));

        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertNoGatewayKey(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void aKeySentBothWaysDoesNotTravel(String path) {
        ReceivedCall call = sent(Call.post(path, CHAT)
                .with("x-portkey-virtual-key", "openai-prod")
                .with("x-portkey-api-key", "pk-ci")
                .with("authorization", "Bearer pk-ci"));

        assertNoGatewayKey(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void aKeyDoesNotTravelEvenWhenItIsToBeForwarded(String path) {
        ReceivedCall call = sent(Call.post(path, CHAT)
                .with("x-portkey-virtual-key", "openai-prod")
                .with("x-portkey-forward-headers", "x-portkey-api-key, authorization")
                .with("x-portkey-api-key", "pk-ci")
                .with("authorization", "Bearer pk-ci"));

        assertNoGatewayKey(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "api-key"})
    void aKeyDoesNotTravelInTheHeaderOfAVendor(String header) {
        ReceivedCall call = sent(toOpenAi(Call.post("/v1/assistants", CHAT))
                .with("x-portkey-api-key", "pk-ci")
                .with(header, "pk-ci"));

        assertNoGatewayKey(call);
    }

    private static void assertNoGatewayKey(ReceivedCall call) {
        call.headers().forEach((name, value) -> assertThat(value).as(name).doesNotContain("pk-ci"));
    }

    private ReceivedCall sent(Call call) {
        provider.answers(Answer.golden("openai/chat.json"));
        assertThat(bench.locked().answer(call).status()).isEqualTo(200);
        return provider.takeCall();
    }
}
