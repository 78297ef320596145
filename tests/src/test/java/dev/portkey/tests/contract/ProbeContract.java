package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway answers for itself. */
abstract class ProbeContract extends ContractPart {
    ProbeContract(Bench bench) {
        super(bench);
    }

    @Test
    void greetsAtItsRoot() {
        Reply reply = ask(Call.get("/"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("text/plain");
        assertThat(reply.text()).isEqualTo("AI Gateway says hey!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready"})
    void saysThatItIsWell(String path) {
        Reply reply = ask(Call.get(path));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.json()).containsKey("status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/ready"})
    void needsNoKeyForThat(String path) {
        assertThat(bench.locked().answer(Call.get(path)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v2/chat/completions", "/v1", "/healthy"})
    void knowsNoOtherPathOutsideTheApi(String path) {
        Reply reply = ask(Call.post(path, CHAT).with("x-portkey-provider", "openai"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).startsWith("application/json");
        assertThat(reply.text()).isEqualTo("{\"message\":\"Not Found\",\"ok\":false}");
    }
}
