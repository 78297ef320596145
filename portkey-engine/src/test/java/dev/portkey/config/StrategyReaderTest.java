package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.error.GatewayException;
import dev.portkey.http.CustomHostPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Circuit breakers and sticky load balancing as configs say them. */
class StrategyReaderTest {
    private static final ConfigReader READER =
            new ConfigReader(List.of("ollama"), new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED));
    private static final String LEAF = "{'provider':'ollama'}";

    private static TargetGroup group(String strategy, String beside, String... targets) {
        String config = "{'strategy':{" + strategy + "},'targets':[" + String.join(",", targets) + "]" + beside + "}";
        return (TargetGroup) READER.read(config.replace('\'', '"'), false).root();
    }

    private static Optional<Integer> threshold(ConfigNode node) {
        return ((Target) node).circuitBreaker().flatMap(CircuitBreakerSettings::failureThreshold);
    }

    private static String breaker(int threshold) {
        return "'cb_config':{'failure_threshold':" + threshold + "}";
    }

    @Test
    void everyNameOfABreaker() {
        TargetGroup group = group(
                "'mode':'fallback','cb_config':{'failure_threshold':3,'failure_threshold_percentage':20.5,"
                        + "'minimum_requests':10,'cooldown_interval':60000,'failure_status_codes':[401,429]}",
                "",
                LEAF);

        assertThat(((Target) group.targets().get(0)).circuitBreaker())
                .contains(new CircuitBreakerSettings(
                        Optional.of(3), Optional.of(20.5), 10, Duration.ofMinutes(1), Set.of(401, 429)));
    }

    @Test
    void everyDefaultOfABreaker() {
        TargetGroup group = group("'mode':'fallback'," + breaker(3), "", LEAF);

        assertThat(((Target) group.targets().get(0)).circuitBreaker())
                .contains(new CircuitBreakerSettings(
                        Optional.of(3), Optional.empty(), 1, Duration.ofSeconds(30), Set.of()));
        assertThat(threshold(group("'mode':'fallback'", "", LEAF).targets().get(0)))
                .isEmpty();
    }

    @Test
    void theNearestBreakerApplies() {
        TargetGroup group = group(
                "'mode':'conditional','conditions':[{'query':{},'then':'a'}]," + breaker(1),
                "," + breaker(9),
                "{'name':'a','provider':'ollama'}",
                "{'provider':'ollama'," + breaker(2) + "}",
                "{'strategy':{'mode':'single'}," + breaker(3) + ",'targets':[" + LEAF + "]}",
                "{'strategy':{'mode':'single'},'targets':[" + LEAF + "]}");

        assertThat(threshold(group.targets().get(0)))
                .as("the strategy's before the node's")
                .contains(1);
        assertThat(threshold(group.targets().get(1))).contains(2);
        assertThat(threshold(((TargetGroup) group.targets().get(2)).targets().get(0)))
                .contains(3);
        assertThat(threshold(((TargetGroup) group.targets().get(3)).targets().get(0)))
                .contains(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'sticky':{'enabled':true,'hash_fields':['metadata.user']}          | PT1H",
                "'sticky':{'hash_fields':['metadata.user'],'ttl':90}                | PT1M30S",
                "'sticky_session':{'hash_fields':['metadata.user'],'ttl':0.5}       | PT0.5S",
                "'sticky':{'enabled':false,'hash_fields':['metadata.user']}         | none",
                "'sticky':{'enabled':false}                                         | none"
            })
    void readsStickySettings(String sticky, String ttl) {
        TargetGroup group = group("'mode':'loadbalance'," + sticky, "", LEAF);

        assertThat(group.strategy()
                        .sticky()
                        .map(settings -> settings.ttl().toString())
                        .orElse("none"))
                .isEqualTo(ttl);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cb_config':{}                                                 | strategy,cb_config,failure_threshold | Required",
                "'cb_config':{'failure_threshold':0}                            | strategy,cb_config,failure_threshold | Number must be greater than or equal to 1",
                "'cb_config':{'failure_threshold':1.5}                          | strategy,cb_config,failure_threshold | Expected integer, received float",
                "'cb_config':{'failure_threshold_percentage':101}               | strategy,cb_config,failure_threshold_percentage | Number must be less than or equal to 100",
                "'cb_config':{'failure_threshold':1,'minimum_requests':0}       | strategy,cb_config,minimum_requests | Number must be greater than or equal to 1",
                "'cb_config':{'failure_threshold':1,'cooldown_interval':29999}  | strategy,cb_config,cooldown_interval | Number must be greater than or equal to 30000",
                "'cb_config':{'failure_threshold':1,'failure_status_codes':'5'} | strategy,cb_config,failure_status_codes | Expected array, received string",
                "'cb_config':true                                               | strategy,cb_config | Expected object, received boolean",
                "'sticky':{'enabled':true}                                      | strategy,sticky,hash_fields | Required",
                "'sticky':{'hash_fields':[]}                                    | strategy,sticky,hash_fields | Array must contain at least 1 element(s)",
                "'sticky':{'hash_fields':['a'],'ttl':'x'}                       | strategy,sticky,ttl | Expected number, received string"
            })
    void namesThePlaceOfWhatIsWrong(String member, String path, String message) {
        assertThatThrownBy(() -> group("'mode':'loadbalance'," + member, "", LEAF))
                .isInstanceOfSatisfying(GatewayException.class, e -> assertThat(e.problems())
                        .containsExactly("path: " + path + ", message: " + message));
    }
}
