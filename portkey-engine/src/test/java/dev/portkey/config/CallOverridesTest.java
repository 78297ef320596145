package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.credential.VirtualKey;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOverridesTest {
    private static final CustomHostPolicy HOSTS = new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED);
    private static final ConfigReader READER = new ConfigReader(List.of("ollama"), HOSTS);

    @Test
    void aCallWithoutSuchHeadersChangesNothing() {
        CallOverrides overrides = read("x-portkey-provider", "ollama");
        ConfigNode config = Target.of("config", "ollama");

        assertThat(overrides).isSameAs(CallOverrides.NONE);
        assertThat(overrides.applyTo(config)).isSameAs(config);
    }

    @Test
    void headersWinOverEveryTarget() {
        ConfigNode config = READER.read("""
                        {"strategy": {"mode": "fallback"}, "request_timeout": 5000, "targets": [
                          {"provider": "ollama", "custom_host": "http://localhost:1", "forward_headers": ["x-b"]},
                          {"strategy": {"mode": "single"}, "targets": [{"provider": "ollama"}]}]}
                        """, false).root();
        CallOverrides overrides = read(
                "x-portkey-custom-host", "http://localhost:2/",
                "x-portkey-request-timeout", "200",
                "x-portkey-forward-headers", "X-A",
                "x-portkey-strict-open-ai-compliance", "false");

        TargetGroup group = (TargetGroup) overrides.applyTo(config);

        Target nested =
                (Target) ((TargetGroup) group.targets().get(1)).targets().get(0);
        for (Target target : List.of((Target) group.targets().get(0), nested)) {
            assertThat(target.customHost()).contains("http://localhost:2");
            assertThat(target.waits().request()).contains(Duration.ofMillis(200));
            assertThat(target.forwardHeaders()).containsExactly("x-a");
            assertThat(target.strict()).isFalse();
        }
        assertThat(nested.path()).isEqualTo("config.targets[1].targets[0]");
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "TRUE, false", "False, true", "'', true"})
    void onlyTheWordFalseLoosensCompliance(String header, boolean configured) {
        ConfigNode config = READER.read(
                        "{\"provider\":\"ollama\",\"strict_open_ai_compliance\":" + configured + "}", false)
                .root();

        ConfigNode target = read("x-portkey-strict-open-ai-compliance", header).applyTo(config);

        assertThat(((Target) target).strict()).isEqualTo(configured);
    }

    @ParameterizedTest
    @CsvSource({
        "300, 300",
        "' 300 ', 300",
        "1.5e3, 1500",
        "0.2, 1",
        "300ms,",
        "0,",
        "-5,",
        "'',",
        "NaN,",
        "1e400, 9007199254740991"
    })
    void readsTheTimeoutInMilliseconds(String header, Long millis) {
        assertThat(read("x-portkey-request-timeout", header).waits().request())
                .isEqualTo(Optional.ofNullable(millis).map(Duration::ofMillis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x-a, X-B", "x-a,x-b", "[\"x-a\", \"X-B\"]", "['x-a','x-b']", "[x-a, x-b]", " x-a ,, x-b, "})
    void readsHeaderNamesInAllForms(String header) {
        assertThat(read("x-portkey-forward-headers", header).forwardHeaders()).contains(List.of("x-a", "x-b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", " , "})
    void noNamesAreNoHeader(String header) {
        assertThat(read("x-portkey-forward-headers", header).forwardHeaders()).isEmpty();
    }

    @Test
    void refusesToForwardItself() {
        assertThatThrownBy(() -> read("x-portkey-forward-headers", "x-a, X-Portkey-Forward-Headers"))
                .hasMessage("forward_headers must not contain the 'x-portkey-forward-headers' header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a url", "http://10.0.0.1", "http://169.254.169.254", "http://2852039166/"})
    void refusesHostsThePolicyRefuses(String url) {
        assertThatThrownBy(() -> read("x-portkey-custom-host", url)).hasMessage("Invalid custom host");
    }

    @Test
    void aClientsHostIsNotTrustedEvenWhereTheOperatorsWas() {
        Target trusted = Target.of("config", "ollama")
                .with(new VirtualKey("v", "ollama", Optional.empty(), Optional.of("http://10.0.0.1"), Map.of()));

        Target overridden =
                (Target) read("x-portkey-custom-host", "http://localhost:2").applyTo(trusted);

        assertThat(trusted.customHostTrusted()).isTrue();
        assertThat(overridden.customHostTrusted()).isFalse();
    }

    private static CallOverrides read(String... headers) {
        return CallOverrides.read(Headers.of(headers), HOSTS);
    }
}
