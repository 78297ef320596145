package dev.portkey.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portkey.config.Strategy;
import dev.portkey.config.Target;
import dev.portkey.config.TargetGroup;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonCodec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final Conditions CALL = new Conditions(
            JsonCodec.parseObject(
                    "{\"plan\":\"paid\",\"a.b\":\"dotted\",\"deep\":{\"er\":{\"x\":1}},\"age\":\"42 years\"}"),
            () -> JsonCodec.parseObject("{\"model\":\"gpt-4o\",\"temperature\":0.7,\"n\":1.0,\"stream\":true}"),
            "/v1/chat/completions");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | true",
                "{\"metadata.plan\":\"paid\"} | true",
                "{\"metadata.plan\":\"free\"} | false",
                "{\"metadata.a.b\":\"dotted\"} | true",
                "{\"metadata.deep.er.x\":1} | true",
                "{\"metadata.deep.no.x\":1} | false",
                "{\"params.model\":{\"$eq\":\"gpt-4o\"}} | true",
                "{\"params.n\":1} | true",
                "{\"params.n\":\"1\"} | false",
                "{\"params.stream\":true} | true",
                "{\"params.absent\":{\"$ne\":1}} | true",
                "{\"params.absent\":{\"$nin\":[1]}} | true",
                "{\"params.absent\":{\"$regex\":\"undefined\"}} | false",
                "{\"params.temperature\":{\"$gte\":0.7,\"$lt\":0.8}} | true",
                "{\"params.temperature\":{\"$gte\":0.7,\"$lt\":0.5}} | false",
                "{\"metadata.age\":{\"$gt\":41}} | true",
                "{\"metadata.plan\":{\"$gt\":1}} | false",
                "{\"metadata.plan\":{\"$in\":[\"paid\",\"trial\"]}} | true",
                "{\"metadata.plan\":{\"$in\":\"paid\"}} | false",
                "{\"metadata.plan\":{\"$nin\":[\"paid\"]}} | false",
                "{\"params.model\":{\"$regex\":\"4\"}} | true",
                "{\"params.model\":{\"$regex\":\"4\",\"$ne\":\"gpt-4o\"}} | false",
                "{\"params.model\":{\"$regex\":\"(\"}} | false",
                "{\"url.pathname\":\"/v1/chat/completions\"} | true",
                "{\"$or\":[{\"metadata.plan\":\"free\"},{\"params.n\":1}]} | true",
                "{\"$or\":[{\"params.n\":1}],\"metadata.plan\":\"free\"} | false",
                "{\"$and\":[{\"params.n\":1},{\"$or\":[{\"params.n\":2}]}]} | false",
                "{\"headers.x\":\"y\"} | false",
            })
    void decidesQueries(String query, boolean holds) {
        assertThat(CALL.holds(JsonCodec.parseObject(query))).isEqualTo(holds);
    }

    @Test
    void aPatternCannotStallAThread() {
        Conditions hostile = new Conditions(
                JsonCodec.object().add("text", "a".repeat(50_000) + "!").build(), JsonCodec.object()::build, "/");

        assertThat(hostile.holds(JsonCodec.parseObject("{\"metadata.text\":{\"$regex\":\"^(a+)+$\"}}")))
                .isFalse();
    }

    @Test
    void refusesUnknownOperators() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> CALL.holds(JsonCodec.parseObject("{\"params.n\":{\"$foo\":1}}")))
                .withMessage("Unsupported operator used in the query router: $foo");
    }

    @Test
    void choosesTheFirstThatHoldsElseTheDefault() {
        assertThat(CALL.choose(group("big", "{\"metadata.plan\":\"paid\"}", "small"))
                        .name())
                .isEqualTo("big");
        assertThat(CALL.choose(group("big", "{\"metadata.plan\":\"free\"}", "small"))
                        .name())
                .isEqualTo("small");
    }

    @Test
    void refusesWhatLeadsNowhere() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> CALL.choose(group("big", "{\"metadata.plan\":\"free\"}", "")))
                .withMessage("Query router did not resolve to any valid target");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> CALL.choose(group("zz", "{}", "small")))
                .withMessage("Invalid target name found in the query router: zz");
    }

    private static TargetGroup group(String then, String query, String defaultTarget) {
        var condition = new Strategy.Condition(JsonCodec.parseObject(query), then);
        return new TargetGroup(
                "config",
                "",
                1,
                new Strategy(
                        Strategy.Mode.CONDITIONAL,
                        Optional.empty(),
                        List.of(condition),
                        defaultTarget,
                        Optional.empty()),
                List.of(named("big"), named("small")));
    }

    private static Target named(String name) {
        return Target.of(name, "openai").toBuilder().name(name).build();
    }
}
