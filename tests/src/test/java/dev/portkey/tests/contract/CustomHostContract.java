package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client may send the gateway. The whole table of hosts is a test of the policy; these rows go through the doors. */
abstract class CustomHostContract extends ContractPart {
    CustomHostContract(Bench bench) {
        super(bench);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://metadata.google.internal/computeMetadata",
                "http://10.0.0.1/v1",
                "http://172.16.0.1",
                "http://192.168.1.1:8080",
                "http://100.64.0.1",
                "http://0.0.0.0:PORT",
                "http://127.0.0.2:PORT",
                "http://2130706433:PORT",
                "http://0x7f000001:PORT",
                "http://0177.0.0.1:PORT",
                "http://127.1:PORT",
                "http://[::ffff:127.0.0.1]:PORT",
                "http://[fd00:ec2::254]/latest",
                "http://[fe80::1]",
                "http://127.0.0.1.:PORT",
                "http://user@127.0.0.1:PORT",
                "http://user:password@example.com",
                "http://service.internal/v1",
                "http://127.0.0.1.nip.io:PORT",
                "ftp://example.com",
                "file:///etc/passwd",
                "//127.0.0.1:PORT",
                "not a url"
            })
    void refusesHostsThatOnlyTheGatewayCanReach(String host) {
        String url = host.replace("PORT", String.valueOf(provider.port()));

        for (String path : new String[] {"/v1/chat/completions", "/v1/proxy/chat/completions", "/v1/anything"}) {
            assertRefused(ask(toOpenAi(Call.post(path, CHAT)).with("x-portkey-custom-host", url)));
            assertRefused(ask(withConfig(path, "custom_host", url)));
            assertRefused(ask(withConfig(path, "customHost", url)));
        }

        assertThat(provider.connections()).isZero();
        assertThat(provider.untakenCalls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:PORT", "http://localhost:PORT", "http://127.0.0.1:PORT/"})
    void reachesLoopbackByDefault(String host) {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(chat().with("x-portkey-custom-host", host.replace("PORT", String.valueOf(provider.port()))));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.takeCall().target()).isEqualTo("/chat/completions");
    }

    @Test
    void doesNotFollowARedirectToARefusedHost() {
        provider.answers(Answer.text(307, "text/plain", "").with("location", "http://169.254.169.254/latest"));

        Reply reply = ask(chat().with("x-portkey-custom-host", provider.url() + "/v1"));

        assertThat(reply.status()).isNotEqualTo(200);
        assertThat(provider.untakenCalls()).hasSize(1);
    }

    private static Call withConfig(String path, String key, String url) {
        return Call.post(path, CHAT)
                .with(
                        "x-portkey-config",
                        "{\"provider\":\"openai\",\"api_key\":\"k\",\"" + key + "\":\"" + url + "\"}");
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("Invalid custom host");
    }
}
