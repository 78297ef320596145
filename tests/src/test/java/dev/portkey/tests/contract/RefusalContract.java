package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonCodec;
import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are refused before any provider is asked. */
abstract class RefusalContract extends ContractPart {
    RefusalContract(Bench bench) {
        super(bench);
    }

    @AfterEach
    void noProviderWasAsked() {
        assertThat(provider.untakenCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"model\": ", "{} {}", "nonsense", "{\"a\":\"\u0001\"}"})
    void aBodyThatIsNotJson(String body) {
        JsonObject error = refused(400, ask(chat().sending(body)));

        assertThat(error.getString("code")).isEqualTo("invalid_json");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null"})
    void aBodyThatIsNoObject(String body) {
        assertThat(refused(400, ask(chat().sending(body))).getString("code")).isEqualTo("invalid_json");
    }

    @Test
    void aContentTypeThatCannotHoldJson() {
        assertInvalid(
                "Invalid content type passed",
                ask(chat().without("content-type").with("content-type", "text/xml")));
    }

    @Test
    void aCallThatNamesNoProvider() {
        assertInvalid(
                "Either x-portkey-config or x-portkey-provider header is required",
                ask(Call.post("/v1/chat/completions", CHAT)));
    }

    @Test
    void aProviderNobodyKnows() {
        assertInvalid(
                "Invalid provider passed",
                ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-provider", "nobody")));
    }

    @Test
    void aConfigThatIsNotJson() {
        assertInvalid(
                "Invalid config passed. You need to pass a valid json",
                ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", "{\"provider\":")));
    }

    @Test
    void aConfigWithoutProvider() {
        assertInvalid(
                "Either x-portkey-provider needs to be passed. Or the x-portkey-config header should have a valid config"
                        + " with provider details in it.",
                ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", "{\"retry\":{\"attempts\":1}}")));
    }

    @Test
    void aConfigWithSeveralMistakesNamingAllOfThem() {
        String config =
                "{\"strategy\":{\"mode\":\"roulette\"},\"targets\":[{\"provider\":\"nobody\",\"api_key\":\"k\"},"
                        + "{\"provider\":\"openai\",\"api_key\":\"k\",\"weight\":\"heavy\"}]}";

        Reply reply = ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", config));

        assertThat(reply.status()).isEqualTo(400);
        JsonObject body = reply.json();
        assertThat(body.getString("message")).isEqualTo("Invalid config passed");
        assertThat(body.getJsonArray("errors").stream().map(JsonCodec::text))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("path: strategy,mode, message: Invalid 'mode' value"))
                .anyMatch(problem -> problem.contains("path: targets,0,provider, message: Invalid 'provider' value"))
                .anyMatch(problem ->
                        problem.contains("path: targets,1,weight, message: Expected number, received string"));
    }

    @Test
    void aConfigOfTheFirstVersion() {
        assertInvalid(
                "This version of config is not supported in this route. Please migrate to the latest version",
                ask(Call.post("/v1/chat/completions", CHAT)
                        .with("x-portkey-config", "{\"provider\":\"openai\",\"api_key\":\"k\",\"options\":[{}]}")));
    }

    @Test
    void forwardingTheHeaderThatNamesWhatIsForwarded() {
        assertInvalid(
                "forward_headers must not contain the 'x-portkey-forward-headers' header",
                ask(chat().with("x-portkey-forward-headers", "x-a, x-portkey-forward-headers")));
    }

    @ParameterizedTest
    @CsvSource({"x-portkey-config, pc-unknown", "x-portkey-virtual-key, vk-unknown", "x-portkey-provider, @vk-unknown"})
    void aSavedThingNobodyKnows(String header, String value) {
        JsonObject error =
                refused(400, ask(Call.post("/v1/chat/completions", CHAT).with(header, value)));

        assertThat(error.getString("code")).isEqualTo("invalid_request");
        assertThat(error.getString("message")).contains("unknown'").contains("not known to this gateway");
    }

    @Test
    void aCallWithoutKeyForAProviderThatNeedsOne() {
        JsonObject error =
                refused(401, ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-provider", "openai")));

        assertThat(error.getString("code")).isEqualTo("missing_provider_key");
        assertThat(error.getString("message")).contains("Authorization: Bearer").contains("x-portkey-virtual-key");
    }

    @Test
    void aBodyThatIsTooLarge() {
        JsonObject error =
                refused(413, bench.impatient().answer(chat().sending("{\"a\":\"" + "x".repeat(70_000) + "\"}")));

        assertThat(error.getString("code")).isEqualTo("body_too_large");
        assertThat(error.getString("message")).contains("65536");
    }

    @Test
    void aBodyThatTurnsOutTooLargeWhileItComes() {
        try (var content = new SubmissionPublisher<ByteBuffer>()) {
            var answer = send(bench.impatient(), chat(), content);
            for (int i = 0; i < 9; i++) {
                content.submit(ByteBuffer.wrap("x".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            }
            content.close();

            assertThat(refused(413, answer.join()).getString("code")).isEqualTo("body_too_large");
        }
    }

    @Test
    void anEndpointTheProviderDoesNotHave() {
        Reply reply = ask(toAnthropic(Call.post("/v1/embeddings", "{\"model\":\"m\",\"input\":\"x\"}")));

        assertThat(reply.status()).isIn(400, 500);
        assertThat(reply.header("x-portkey-gateway-exception")).isEqualTo("true");
        assertThat(reply.json().getString("message")).isEqualTo("embed is not supported by anthropic");
    }

    private static void assertInvalid(String message, Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).startsWith("application/json");
        JsonObject body = reply.json();
        assertThat(body.getString("status")).isEqualTo("failure");
        assertThat(body.getString("message")).isEqualTo(message);
    }

    private static JsonObject refused(int status, Reply reply) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/json");
        return reply.json().getJsonObject("error");
    }
}
