package dev.portkey.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.config.Target;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPartTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme", "acme-eu", "a1.b2", "Acme"})
    void takesHostNames(String value) {
        assertThat(UrlPart.host(target(value), "resource_name")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example/",
                "evil.example?",
                "evil.example#",
                "a@b",
                "a:1",
                "a b",
                "-a",
                ".a",
                "a..b",
                "ä"
            })
    void refusesWhatWouldEndTheHostName(String value) {
        assertThatThrownBy(() -> UrlPart.host(target(value), "resource_name")).isInstanceOf(GatewayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "a?b", "a#b", "a%2fb", "a b", "a\\b"})
    void refusesWhatIsNoSingleStep(String value) {
        assertThatThrownBy(() -> UrlPart.segment("deployment", value)).isInstanceOf(GatewayException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../b", "a//b", "/a", "a/", "a?b", "a/%2e%2e"})
    void refusesWhatLeavesThePath(String value) {
        assertThatThrownBy(() -> UrlPart.path("model", value)).isInstanceOf(GatewayException.class);
    }

    @Test
    void takesModelNamesWithAnOrganization() {
        assertThat(UrlPart.path("model", "accounts/fireworks/models/llama-v3p1-8b:tuned@1"))
                .isEqualTo("accounts/fireworks/models/llama-v3p1-8b:tuned@1");
    }

    private static Target target(String resource) {
        return Target.of("", "azure-openai").withOption("resource_name", JsonCodec.string(resource));
    }
}
