package dev.portkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.SettingsSource;
import dev.portkey.json.JsonCodec;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxSettingsTest {
    private static final URI SANDBOX = URI.create("http://127.0.0.1:1/v1");
    private static final String KEY =
            "{'slug':'sandbox','provider':'openai','api_key':'sandbox','custom_host':'http://127.0.0.1:1/v1'}";
    private static final String CONFIG = "{'id':'pc-sandbox','config':{'virtual_key':'sandbox'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                  | {'virtual_keys':[KEY],'configs':[CONFIG]}",
                "{'server':{'port':1}}               | {'server':{'port':1},'virtual_keys':[KEY],'configs':[CONFIG]}",
                "{'configs':[{'id':'a'}]}            | {'configs':[{'id':'a'},CONFIG],'virtual_keys':[KEY]}",
                "{'configs':[{'id':'pc-sandbox'}]}   | {'configs':[{'id':'pc-sandbox'}],'virtual_keys':[KEY]}",
                "{'virtual_keys':[{'slug':'sandbox'}]} | {'virtual_keys':[{'slug':'sandbox'}],'configs':[CONFIG]}",
                "{'configs':1}                       | {'configs':1,'virtual_keys':[KEY]}",
            })
    void addsWhatTheDocumentDoesNotHave(String document, String expected) {
        String merged = SandboxSettings.addTo(new SettingsSource("test", json(document)), SANDBOX)
                .json();

        assertThat(JsonCodec.parse(merged))
                .isEqualTo(JsonCodec.parse(json(expected.replace("KEY", KEY).replace("CONFIG", CONFIG))));
    }

    @Test
    void leavesToItsReaderWhatIsNoJson() {
        SettingsSource broken = new SettingsSource("test", "{");

        assertThat(SandboxSettings.addTo(broken, SANDBOX)).isEqualTo(broken);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
