package dev.portkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.SettingsSource;
import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's keys stay with the operator's hosts, and odd calls go nowhere. */
class ForeignHostTest {
    private static final String SETTINGS = """
            {"virtual_keys": [{"slug": "vk", "provider": "openai", "api_key": "sk-operator"}],
             "configs": [{"id": "pc-saved", "config": {"provider": "openai", "api_key": "sk-operator"}},
                         {"id": "pc-own-host", "config": {"virtual_key": "vk", "custom_host": "http://127.0.0.1:9/v1"}}]}
            """;

    private final Recording transport = new Recording();
    private final Gateway gateway = Gateway.builder()
            .settings(new SettingsSource("test", SETTINGS))
            .transport(transport)
            .build();

    private GatewayResponse ask(String method, String path, String model, String... headers) {
        byte[] body = ("{\"model\":\"" + model + "\"}").getBytes(UTF_8);
        return gateway.handle(GatewayRequest.of(method, path, Headers.of(headers), Body.of(body)))
                .join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-portkey-virtual-key=vk",
                "x-portkey-provider=@vk",
                "x-portkey-config=pc-saved",
                "x-portkey-config={\"virtual_key\":\"vk\"}"
            })
    void aKeyOfTheOperatorDoesNotGoWhereAClientPoints(String how) {
        String[] named = how.split("=", 2);

        GatewayResponse answer = ask(
                "POST",
                "/v1/chat/completions",
                "m",
                named[0],
                named[1],
                "x-portkey-custom-host",
                "http://127.0.0.1:9/v1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void norDoesTheKeyThatTheModelNames() {
        GatewayResponse answer =
                ask("POST", "/v1/chat/completions", "@vk/m", "x-portkey-custom-host", "http://127.0.0.1:9/v1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void itGoesToTheHostThatTheOperatorNames() {
        ask("POST", "/v1/chat/completions", "m", "x-portkey-config", "pc-own-host");

        assertThat(transport.sent).singleElement().satisfies(sent -> {
            assertThat(sent.uri()).hasToString("http://127.0.0.1:9/v1/chat/completions");
            assertThat(sent.headers().first("authorization")).contains("Bearer sk-operator");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/..%2fadmin", "/v1/files/%2e%2e%5Cadmin", "/v1/a/../b"})
    void pathsThatLeadOutGoNowhere(String path) {
        assertThat(ask("POST", path, "m", "x-portkey-virtual-key", "vk").status())
                .isEqualTo(400);
        assertThat(transport.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "FOO"})
    void norDoUnknownMethods(String method) {
        assertThat(ask(method, "/v1/foo", "m", "x-portkey-virtual-key", "vk").status())
                .isEqualTo(405);
        assertThat(transport.sent).isEmpty();
    }

    /** Remembers what it was to send, and answers nothing of use. */
    private static final class Recording implements Transport {
        private final List<ProviderRequest> sent = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<ProviderResponse> send(ProviderRequest request) {
            sent.add(request);
            return CompletableFuture.completedFuture(new ProviderResponse(500, Headers.EMPTY, Body.empty()));
        }

        @Override
        public void close() {}
    }
}
