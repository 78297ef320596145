package dev.portkey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static JsonBody body(String json) {
        return JsonBody.parse(json.getBytes(UTF_8));
    }

    private static String text(JsonBody body) {
        return new String(body.bytes(), UTF_8);
    }

    @Test
    void keepsTheBytesItCameAs() {
        String json = " { \"model\" : \"m\",\n \"n\":1.50 } ";

        assertThat(text(body(json))).isEqualTo(json);
    }

    @Test
    void readsMembersWithoutATree() {
        JsonBody body = body("{\"model\":\"gr\\u00fcn\",\"stream\":true,\"user\":null}");

        assertThat(body.string("model")).contains("grün");
        assertThat(body.isTrue("stream")).isTrue();
        assertThat(body.has("user")).isTrue();
        assertThat(body.has("absent")).isFalse();
    }

    @Test
    void replacesAMemberInItsPlace() {
        JsonBody changed =
                body("{\"a\":1,\"model\":\"old\",\"z\":[2, 3]}").with("model", JsonCodec.string("a \"new\" one"));

        assertThat(text(changed)).isEqualTo("{\"a\":1,\"model\":\"a \\\"new\\\" one\",\"z\":[2, 3]}");
        assertThat(text(changed.with("z", JsonCodec.number(7)))).endsWith("\"z\":7}");
    }

    @Test
    void addsAMemberAtTheEnd() {
        assertThat(text(body("{\"a\":1} ").with("b", JsonCodec.bool(true)))).isEqualTo("{\"a\":1,\"b\":true}");
        assertThat(text(body("{ }").with("b", JsonCodec.bool(true)).with("c", JsonCodec.number(2))))
                .isEqualTo("{ \"b\":true,\"c\":2}");
    }

    @Test
    void cutsMembersOut() {
        JsonBody without = body("{ \"a\":1, \"b\":{\"a\":2}, \"c\":3 }").without("b");

        assertThat(text(without)).isEqualTo("{\"a\":1,\"c\":3}");
        assertThat(text(without.without("a").without("c"))).isEqualTo("{}");
    }

    @Test
    void readsRepeatedNamesAsTheLastOne() {
        JsonBody body = body("{\"model\":\"cheap\",\"model\":\"dear\"}");

        assertThat(text(body)).isEqualTo("{\"model\":\"dear\"}");
    }

    @Test
    void spellsEscapedNamesPlainly() {
        JsonBody body = body("{\"mod\\u0065l\":\"m\",\"say \\\"hi\\\"\":1}");

        assertThat(body.string("model")).contains("m");
        assertThat(text(body)).isEqualTo("{\"model\":\"m\",\"say \\\"hi\\\"\":1}");
        assertThat(body.has("say \"hi\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":1} x",
                "[]",
                "1",
                "null",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"open}",
                "{\"a\" 1}",
                "{a:1}",
                "\uFEFF{}",
                "{,}"
            })
    void refusesWhatIsNoObject(String json) {
        assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> body(json));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        for (int[] odd :
                new int[][] {{0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xe2, 0x82}, {0xff}}) {
            byte[] json = "{\"a\":\"____\"}".getBytes(UTF_8);
            for (int i = 0; i < odd.length; i++) {
                json[6 + i] = (byte) odd[i];
            }

            assertThat(JsonSyntax.isValid(json)).as("bytes %x…", odd[0]).isFalse();
        }
    }

    @Test
    void refusesDocumentsThatAreTooDeep() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> body("{\"a\":" + deep + "}"))
                .withMessageContaining("at most 512 levels");
    }

    @Test
    void saysWhereTheMistakeIs() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> body("{\"model\": "))
                .withMessage("not valid JSON at byte 10: expected a value");
    }
}
