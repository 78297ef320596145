package dev.portkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestParamsTest {
    private static String shaped(String body, String defaults, String overrides, String... drops) {
        Target target = Target.of("config", "openai").toBuilder()
                .defaultParams(JsonCodec.parseObject(defaults.replace('\'', '"')))
                .overrideParams(JsonCodec.parseObject(overrides.replace('\'', '"')))
                .dropParams(List.of(drops))
                .build();
        JsonBody parsed = JsonBody.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new String(RequestParams.apply(target, parsed).bytes(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void defaultsThenOverridesThenDrops() {
        assertThat(shaped("{'a':1}", "{'a':2,'b':2,'c':2}", "{'b':3,'d':3}", "c", "d"))
                .isEqualTo("{'a':1,'b':3}");
    }

    @Test
    void untouchedMembersStayTheBytesTheyWere() {
        assertThat(shaped("{ 'a' : 1.50 , 'messages': [ {'b' :2}],'t':0 }", "{}", "{'t':1}", "x", "y.z"))
                .isEqualTo("{ 'a' : 1.50 , 'messages': [ {'b' :2}],'t':1 }");
    }

    @Test
    void pathsLeadIntoMembers() {
        assertThat(shaped(
                        "{'tools':[{'function':{'name':'f','strict':true}}],'stream_options':{'x':1}}",
                        "{'stream_options.x':2,'metadata.team':'a'}",
                        "{'stream_options.include_usage':true}",
                        "tools[*].function.strict"))
                .isEqualTo("{'tools':[{'function':{'name':'f'}}],'stream_options':{'x':1,'include_usage':true},"
                        + "'metadata':{'team':'a'}}");
    }

    @Test
    void aMemberOfThatVeryNameIsMeantFirst() {
        assertThat(shaped("{'a.b':1,'a':{'b':1}}", "{}", "{'a.b':2}")).isEqualTo("{'a.b':2,'a':{'b':1}}");
        assertThat(shaped("{'a.b':1,'a':{'b':1}}", "{}", "{}", "a.b")).isEqualTo("{'a':{'b':1}}");
    }

    @Test
    void nullIsAValueThatTheClientSent() {
        assertThat(shaped("{'a':null}", "{'a':1}", "{}")).isEqualTo("{'a':null}");
    }
}
