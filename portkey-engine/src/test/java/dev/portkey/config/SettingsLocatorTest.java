package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLocatorTest {
    private final Map<String, String> initParams = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> resources = new HashMap<>();
    private final SettingsLocator locator =
            new SettingsLocator(in(initParams), in(properties), in(environment), this::resource);

    @Test
    void theNearerPlaceWins() {
        assertThat(locator.locate()).isEmpty();

        resources.put("/WEB-INF/portkey.json", "{\"from\": 4}");
        assertThat(locator.locate()).contains(new SettingsSource("/WEB-INF/portkey.json", "{\"from\": 4}"));

        environment.put("PORTKEY_SETTINGS", "{\"from\": 3}");
        assertThat(locator.locate().orElseThrow().json()).isEqualTo("{\"from\": 3}");

        properties.put("portkey.settings", " {\"from\": 2}");
        assertThat(locator.locate().orElseThrow().json()).isEqualTo("{\"from\": 2}");

        initParams.put("portkey.settings", "{\"from\": 1}");
        assertThat(locator.locate().orElseThrow().json()).isEqualTo("{\"from\": 1}");
    }

    @Test
    void aBlankValueNamesNothing() {
        initParams.put("portkey.settings", " ");
        environment.put("PORTKEY_SETTINGS", "{}");

        assertThat(locator.locate().orElseThrow().json()).isEqualTo("{}");
    }

    @Test
    void readsTheFileThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("portkey.json"), "{\"a\": \"ü\"}");
        properties.put("portkey.settings", file.toString());

        assertThat(locator.locate()).contains(new SettingsSource(file.toString(), "{\"a\": \"ü\"}"));
    }

    @Test
    void readsTheResourceThatIsNamed() {
        initParams.put("portkey.settings", "/WEB-INF/gateway-a.json");
        resources.put("/WEB-INF/gateway-a.json", "{}");

        assertThat(locator.locate().orElseThrow().name()).isEqualTo("/WEB-INF/gateway-a.json");
    }

    @Test
    void whatIsNamedMustBeThere() {
        resources.put("/WEB-INF/portkey.json", "{}");
        initParams.put("portkey.settings", "/no/such/file.json");
        assertThatThrownBy(locator::locate)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("/no/such/file.json")
                .hasMessageContaining("cannot be read");

        initParams.put("portkey.settings", "/WEB-INF/none.json");
        assertThatThrownBy(locator::locate).isInstanceOf(InvalidSettingsException.class);
    }

    private Optional<InputStream> resource(String path) {
        return in(resources).apply(path).map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Function<String, Optional<String>> in(Map<String, String> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
