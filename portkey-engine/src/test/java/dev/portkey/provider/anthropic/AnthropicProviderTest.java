package dev.portkey.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnthropicProviderTest {
    private final AnthropicProvider provider = new AnthropicProvider();

    @ParameterizedTest
    @CsvSource({"/v1/models, /models", "/v1/v1/messages/batches, /messages/batches", "/v1/v1beta/x, /v1beta/x"})
    void doesNotDoubleTheVersionOfAPath(String path, String added) {
        assertThat(provider.proxyPath(call(Endpoint.PROXY, path, "{}"))).isEqualTo(added);
    }

    @Test
    void asksForNoBetaOfItsOwnWhenRelaying() {
        Headers headers = provider.headers(call(Endpoint.PROXY, "/v1/models", "{}"));

        assertThat(headers.contains("anthropic-beta")).isFalse();
        assertThat(headers.first("anthropic-version")).hasValue("2023-06-01");
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"FILE_UPLOAD", "FILE_LIST", "FILE_CONTENT", "FILE_RETRIEVE", "FILE_DELETE"})
    void relaysFiles(Endpoint endpoint) {
        ProviderCall call = call(endpoint, "/v1/files/file_1", "{}");

        assertThat(provider.operation(endpoint).orElseThrow().path(call)).isEqualTo("/files/file_1");
        assertThat(provider.headers(call).first("anthropic-beta")).hasValue("files-api-2025-04-14");
    }

    @Test
    void hasNoEmbeddings() {
        assertThat(provider.operation(Endpoint.EMBEDDING)).isEmpty();
    }

    @Test
    void refusesArgumentsThatAreNoJson() {
        ProviderCall call = call(
                Endpoint.CHAT_COMPLETION,
                "/v1/chat/completions",
                "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}]}");

        assertThatThrownBy(() -> provider.operation(Endpoint.CHAT_COMPLETION)
                        .orElseThrow()
                        .request(call))
                .isInstanceOfSatisfying(GatewayException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(refusal.param()).hasValue("messages[0].tool_calls[0].function.arguments");
                });
    }

    @Test
    void refusesSeveralPrompts() {
        ProviderCall call = call(Endpoint.COMPLETION, "/v1/completions", "{\"prompt\":[\"a\",\"b\"]}");

        assertThatThrownBy(() ->
                        provider.operation(Endpoint.COMPLETION).orElseThrow().request(call))
                .isInstanceOf(GatewayException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"CHAT_COMPLETION", "COMPLETION"})
    void doesNotTakeAnythingForAReply(Endpoint endpoint) {
        ProviderCall call = call(endpoint, "/v1/chat/completions", "{}");

        assertThatThrownBy(() ->
                        provider.operation(endpoint).orElseThrow().reply(call, "{\"type\":\"error\"}".getBytes(UTF_8)))
                .isInstanceOf(UnrecognisedReplyException.class);
    }

    @Test
    void doesNotTakeContentWithoutBlocksForAReply() {
        ProviderCall call = call(Endpoint.CHAT_COMPLETION, "/v1/chat/completions", "{}");

        assertThatThrownBy(() -> provider.operation(Endpoint.CHAT_COMPLETION)
                        .orElseThrow()
                        .reply(call, "{\"content\":[\"words\"]}".getBytes(UTF_8)))
                .isInstanceOf(UnrecognisedReplyException.class);
    }

    private static ProviderCall call(Endpoint endpoint, String path, String body) {
        return new ProviderCall(
                endpoint,
                "POST",
                path,
                "",
                Headers.EMPTY,
                Optional.of(JsonBody.parse(body.getBytes(UTF_8))),
                Target.of("", "anthropic"),
                Instant.EPOCH);
    }
}
