package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.http.TransportException.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardProxyTest extends TransportFixture {
    @Nested
    class Calls {
        private final ScriptedServer proxy = server(this::answerOrRefuse);

        private void answerOrRefuse(ScriptedServer.Wire wire) throws IOException {
            if (wire.read().line().startsWith("CONNECT")) {
                wire.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            } else {
                wire.answer("by proxy");
            }
        }

        @Test
        void toPlainProvidersAreHandedToTheProxyByName() throws Exception {
            URI provider = URI.create("http://provider.invalid/v1/chat?a=b");

            assertThat(text(await(through(Optional.empty()).send(get(provider)))))
                    .isEqualTo("by proxy");

            assertThat(proxy.received.get(0).line()).isEqualTo("GET http://provider.invalid/v1/chat?a=b HTTP/1.1");
        }

        @Test
        void toTlsProvidersGoThroughATunnel() throws Exception {
            URI provider = URI.create("https://provider.invalid/v1/chat");

            assertThat(failure(through(Optional.empty()).send(get(provider)))).isEqualTo(Kind.CONNECT_FAILED);

            assertThat(proxy.received.get(0).line()).isEqualTo("CONNECT provider.invalid:443 HTTP/1.1");
        }

        @ParameterizedTest
        @CsvSource({"http://provider.invalid/", "https://provider.invalid/"})
        void carryTheCredentialsWithoutBeingAskedForThem(URI provider) throws Exception {
            JettyTransport transport = through(Optional.of(new ForwardProxy.Credentials("user", "secret")));

            transport.send(get(provider)).handle((response, failure) -> "done").get();

            assertThat(proxy.received.get(0).header("proxy-authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
        }

        @Test
        void toExceptedHostsGoDirectly() throws Exception {
            ScriptedServer provider = server(wire -> {
                wire.read();
                wire.answer("directly");
            });

            assertThat(text(await(through(Optional.empty()).send(get(provider.uri())))))
                    .isEqualTo("directly");
        }

        @Test
        void thatAreGuardedNeverUseTheProxy() throws Exception {
            URI named = URI.create("http://provider.invalid/");

            assertThat(failure(through(Optional.empty()).send(guarded(get(named)))))
                    .isEqualTo(Kind.UNKNOWN_HOST);

            assertThat(proxy.connections).hasValue(0);
        }

        private JettyTransport through(Optional<ForwardProxy.Credentials> credentials) {
            URI address = URI.create("http://localhost:" + proxy.port());
            var forward = new ForwardProxy(address, List.of("127.0.0.1"), credentials);
            return transport(TransportSettings.defaults().withProxy(forward));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com, false",
        "example.com, API.example.com, false",
        "example.com, myexample.com, true",
        ".example.com, api.example.com, false",
        "*.example.com, api.example.com, false",
        "*, api.example.com, false",
        "other.com, api.example.com, true"
    })
    void servesAllHostsButTheExceptions(String exception, String host, boolean served) {
        var proxy = new ForwardProxy(URI.create("http://proxy:3128"), List.of(exception), Optional.empty());

        assertThat(proxy.serves(host)).isEqualTo(served);
    }

    @Test
    void needsAnHttpAddress() {
        assertThatThrownBy(() -> new ForwardProxy(URI.create("socks://proxy"), List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(new ForwardProxy.Credentials("user", "secret").toString()).doesNotContain("secret");
    }
}
