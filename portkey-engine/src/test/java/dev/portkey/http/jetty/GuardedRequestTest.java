package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.TransportException.Kind;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GuardedRequestTest extends TransportFixture {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void isRefusedBeforeAnythingIsConnected() throws Exception {
        ScriptedServer server = server(wire -> wire.answer("{}"));

        Kind kind = failure(asking(false).send(guarded(get(server.uri()))));

        assertThat(kind).isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(asked).containsExactly("127.0.0.1 127.0.0.1");
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void isCheckedByTheAddressesOfItsName() throws Exception {
        URI named = URI.create("http://localhost:1/");

        Kind kind = failure(asking(false).send(guarded(get(named))));

        assertThat(kind).isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(asked).isNotEmpty().allMatch(question -> question.startsWith("localhost "));
    }

    @Test
    void isCheckedWithoutTheBracketsOfIpV6() throws Exception {
        URI literal = URI.create("http://[::1]:1/");

        Kind kind = failure(asking(false).send(guarded(get(literal))));

        assertThat(kind).isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(asked).containsExactly("::1 0:0:0:0:0:0:0:1");
    }

    @Test
    void goesOutWhenItsAddressIsAllowed() throws Exception {
        ScriptedServer server = server(wire -> {
            wire.read();
            wire.answer("{}");
        });

        assertThat(text(await(asking(true).send(guarded(get(server.uri())))))).isEqualTo("{}");
        assertThat(asked).hasSize(1);
    }

    @Test
    void goesNowhereByDefault() throws Exception {
        ScriptedServer server = server(wire -> wire.answer("{}"));

        assertThat(failure(transport().send(guarded(get(server.uri()))))).isEqualTo(Kind.ADDRESS_REFUSED);
    }

    @Test
    void doesNotShareConnectionsWithUnguardedOnes() throws Exception {
        ScriptedServer server = server(wire -> {
            while (true) {
                wire.read();
                wire.answer("{}");
            }
        });
        JettyTransport transport = asking(false);

        assertThat(text(await(transport.send(get(server.uri()))))).isEqualTo("{}");

        assertThat(failure(transport.send(guarded(get(server.uri()))))).isEqualTo(Kind.ADDRESS_REFUSED);
    }

    private JettyTransport asking(boolean answer) {
        return transport(TransportSettings.defaults().withAddressPolicy((host, address) -> {
            asked.add(host + " " + address.getHostAddress());
            return answer;
        }));
    }
}
