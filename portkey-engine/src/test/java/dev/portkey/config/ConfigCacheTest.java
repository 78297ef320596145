package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigCacheTest {
    private final ConfigCache cache = new ConfigCache(
            new ConfigReader(List.of("ollama"), new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED)), 2);

    @Test
    void readsTheSameTextOnce() {
        assertThat(read("a")).isSameAs(read("a")).isNotSameAs(read("b"));
    }

    @Test
    void forgetsTheOneNotUsedForLongest() {
        Config a = read("a");
        Config b = read("b");
        assertThat(read("a")).isSameAs(a);
        read("c");

        assertThat(read("a")).isSameAs(a);
        assertThat(read("b")).isNotSameAs(b);
    }

    @Test
    void readsTheSameSavedConfigOnce() {
        JsonObject saved = JsonCodec.object().add("provider", "ollama").build();

        assertThat(cache.read(saved, false)).isSameAs(cache.read(saved, false));
    }

    @Test
    void asksEachTimeWhetherThereIsAProvider() {
        String config = "{\"retry\":{\"attempts\":1}}";
        cache.read(config, true);

        assertThatThrownBy(() -> cache.read(config, false)).hasMessageStartingWith("Either x-portkey-provider needs");
    }

    @Test
    void doesNotKeepLongTextsNorInvalidOnes() {
        String longOne = "x".repeat(ConfigCache.MAX_TEXT_LENGTH);

        assertThat(read(longOne)).isNotSameAs(read(longOne));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.read("{\"provider\":5}", true)).hasMessage("Invalid config passed");
        }
    }

    private Config read(String name) {
        return cache.read("{\"provider\":\"ollama\",\"name\":\"" + name + "\"}", false);
    }
}
