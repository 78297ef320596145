package dev.portkey.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data:image/png;base64,iVBO|image/png|iVBO",
                "DATA:Image/PNG;Base64,iVBO|image/png|iVBO",
                "data:image/png;name=a;charset=b;base64,iVBO|image/png|iVBO",
                "data:image/png;base64,ab%2Bc+d%3D%3D|image/png|ab+c+d==",
                "data:;base64,aGk=|text/plain|aGk=",
                "data:,hi|text/plain|aGk=",
                "data:text/plain;charset=utf-8,h%69|text/plain|aGk=",
                "data:text/plain,50%|text/plain|NTAl",
            })
    void readsTypeAndContent(String uri, String mediaType, String base64) {
        assertThat(DataUri.parse(uri)).hasValue(new DataUri(mediaType, base64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a,b", "data:image/png;base64", "dat:a,b", ""})
    void leavesOtherTextsAlone(String uri) {
        assertThat(DataUri.parse(uri)).isEmpty();
    }

    @Test
    void decodesText() {
        assertThat(new DataUri("text/plain", "R3LDvMOfZQ==").text()).hasValue("Grüße");
        assertThat(new DataUri("text/plain", "R").text()).isEmpty();
    }
}
