package dev.portkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.Target;
import dev.portkey.http.multipart.FormField;
import dev.portkey.json.JsonCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormParamsTest {
    private static FormParams params(String defaults, String overrides, String... drops) {
        return new FormParams(Target.of("config", "openai").toBuilder()
                .defaultParams(JsonCodec.parseObject(defaults.replace('\'', '"')))
                .overrideParams(JsonCodec.parseObject(overrides.replace('\'', '"')))
                .dropParams(List.of(drops))
                .build());
    }

    @Test
    void overridesReplaceWhatTheClientSent() {
        FormParams params = params("{}", "{'model':'m','temperature':0.5,'stream':true,'prompt':null}");

        assertThat(params.before())
                .containsExactlyInAnyOrder(
                        new FormField("model", "m"),
                        new FormField("temperature", "0.5"),
                        new FormField("stream", "true"));
        assertThat(params.keeps("model")).isFalse();
        assertThat(params.keeps("prompt")).as("null takes away").isFalse();
        assertThat(params.keeps("file")).isTrue();
    }

    @Test
    void defaultsFillInForWhatIsMissing() {
        FormParams params = params("{'model':'m','language':'de','prompt':'p'}", "{'prompt':'q'}");

        assertThat(params.keeps("model")).isTrue();
        assertThat(params.after()).containsExactly(new FormField("language", "de"));
    }

    @Test
    void dropsComeLast() {
        FormParams params = params("{'b':1}", "{'a':1}", "a", "b", "c", "d.e");

        assertThat(params.before()).isEmpty();
        assertThat(params.keeps("c")).isFalse();
        assertThat(params.keeps("d[e]")).isFalse();
        assertThat(params.keeps("d[f]")).isTrue();
        assertThat(params.after()).isEmpty();
    }

    @Test
    void listsAreFieldsWithBrackets() {
        FormParams params = params("{}", "{'timestamp_granularities':['word','segment'],'chunking':{'type':'auto'}}");

        assertThat(params.before())
                .containsExactlyInAnyOrder(
                        new FormField("timestamp_granularities[]", "word"),
                        new FormField("timestamp_granularities[]", "segment"),
                        new FormField("chunking", "{\"type\":\"auto\"}"));
        assertThat(params.keeps("timestamp_granularities[]")).isFalse();
        assertThat(params.keeps("chunking[type]")).isFalse();
        assertThat(params("{}", "{}", "timestamp_granularities").keeps("timestamp_granularities[]"))
                .isFalse();
    }
}
