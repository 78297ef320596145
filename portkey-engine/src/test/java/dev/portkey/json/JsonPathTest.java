package dev.portkey.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonPath.Every;
import dev.portkey.json.JsonPath.Index;
import dev.portkey.json.JsonPath.Name;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static JsonValue json(String text) {
        return JsonCodec.parse(text.replace('\'', '"'));
    }

    @Test
    void readsNamesAndElements() {
        assertThat(JsonPath.parse("user")).isEqualTo(new JsonPath("user", List.of()));
        assertThat(JsonPath.parse("tools[*].function.strict"))
                .isEqualTo(new JsonPath("tools", List.of(new Every(), new Name("function"), new Name("strict"))));
        assertThat(JsonPath.parse("messages[0][12]"))
                .isEqualTo(new JsonPath("messages", List.of(new Index(0), new Index(12))));
        assertThat(JsonPath.parse("metadata[\"a.b\"]['c']"))
                .isEqualTo(new JsonPath("metadata", List.of(new Name("a.b"), new Name("c"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[1]b", "[0].a", "[*]", "a[9999999999]", ""})
    void takesOtherThingsForPlainNames(String text) {
        assertThat(JsonPath.parse(text)).isEqualTo(new JsonPath(text, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t.a       | {'a':1,'b':2}             | {'b':2}",
                "t.a.b     | {'a':{'b':1},'c':2}       | {'a':{},'c':2}",
                "t[1]      | [1,2,3]                   | [1,3]",
                "t[*]      | [1,2,3]                   | []",
                "t[*].a    | [{'a':1,'b':2},{'b':3},4] | [{'b':2},{'b':3},4]",
                "t[0][*].a | [[{'a':1},{'a':2}],[{'a':3}]] | [[{},{}],[{'a':3}]]",
                "t.x       | {'a':1}                   | {'a':1}",
                "t[7]      | [1]                       | [1]",
                "t.a       | [1]                       | [1]",
                "t[0]      | {'a':1}                   | {'a':1}",
                "t.a.b     | {'a':'text'}              | {'a':'text'}"
            })
    void removes(String path, String before, String after) {
        assertThat(JsonPath.parse(path).removedFrom(json(before))).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t.a     | {'b':2}               | {'b':2,'a':0}         | {'b':2,'a':0}",
                "t.a     | {'a':1}               | {'a':0}               | {'a':1}",
                "t.a     | {'a':null}            | {'a':0}               | {'a':null}",
                "t.a.b   | {}                    | {'a':{'b':0}}         | {'a':{'b':0}}",
                "t[*].a  | [{'a':1},{},5]        | [{'a':0},{'a':0},5]   | [{'a':1},{'a':0},5]",
                "t[1]    | [1,2]                 | [1,0]                 | [1,2]",
                "t[2]    | [1,2]                 | [1,2]                 | [1,2]",
                "t.a[0]  | {}                    | {}                    | {}",
                "t.a.b   | {'a':'text'}          | {'a':'text'}          | {'a':'text'}"
            })
    void sets(String path, String before, String replacing, String filling) {
        JsonPath parsed = JsonPath.parse(path);

        assertThat(parsed.setIn(json(before), JsonCodec.number(0), true)).isEqualTo(json(replacing));
        assertThat(parsed.setIn(json(before), JsonCodec.number(0), false)).isEqualTo(json(filling));
    }

    @Test
    void makesWhatIsMissing() {
        assertThat(JsonPath.parse("a.b.c").madeFrom(JsonValue.TRUE)).contains(json("{'b':{'c':true}}"));
        assertThat(JsonPath.parse("a[0]").madeFrom(JsonValue.TRUE)).isEmpty();
        assertThat(JsonPath.parse("a.b[*]").madeFrom(JsonValue.TRUE)).isEmpty();
    }
}
