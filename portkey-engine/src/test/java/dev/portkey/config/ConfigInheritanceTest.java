package dev.portkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigInheritanceTest {
    private static final ConfigReader READER =
            new ConfigReader(List.of("ollama"), new CustomHostPolicy(CustomHostPolicy.DEFAULT_ALLOWED));

    /** What the root says, what the group between says, what the leaf says, and the leaf as it is read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'request_timeout':1000          |                          |                         | PT1S",
                "'request_timeout':1000          | 'request_timeout':2000   |                         | PT2S",
                "'request_timeout':1000          | 'request_timeout':2000   | 'request_timeout':3000  | PT3S",
                "'request_timeout':1000          |                          | 'request_timeout':0     | none",
                "                                |                          |                         | none"
            })
    void theNearestTimeoutApplies(String root, String group, String leaf, String expected) {
        assertThat(leaf(root, group, leaf)
                        .waits()
                        .request()
                        .map(Duration::toString)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                     |                                        |                                     | true",
                "'strict_open_ai_compliance':false    |                                        |                                     | false",
                "'strict_open_ai_compliance':false    | 'strict_open_ai_compliance':true       |                                     | true",
                "'strict_open_ai_compliance':true     | 'strict_open_ai_compliance':true       | 'strict_open_ai_compliance':false   | false"
            })
    void complianceReachesTheLeaves(String root, String group, String leaf, boolean expected) {
        assertThat(leaf(root, group, leaf).strict()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'deadline':1000 |                 |                 | PT1S",
                "'deadline':1000 | 'deadline':2000 |                 | PT1S",
                "'deadline':1000 | 'deadline':2000 | 'deadline':500  | PT0.5S",
                "'deadline':1000 |                 | 'deadline':0    | PT1S",
                "                |                 | 'deadline':700  | PT0.7S",
            })
    void aNodeCanOnlyShortenTheDeadline(String root, String group, String leaf, String expected) {
        assertThat(leaf(root, group, leaf).waits().deadline().map(Duration::toString))
                .contains(expected);
    }

    @Test
    void parametersMergeAndTheNearerWins() {
        Target leaf = leaf(
                "'override_params':{'a':1,'b':{'x':1}},'default_params':{'d':1},'drop_params':['p','q']",
                "'override_params':{'b':{'y':2}},'default_params':{'d':2,'e':2}",
                "'override_params':{'c':3},'drop_params':['q','r']");

        assertThat(leaf.overrideParams()).isEqualTo(JsonCodec.parseObject("{\"a\":1,\"b\":{\"y\":2},\"c\":3}"));
        assertThat(leaf.defaultParams()).isEqualTo(JsonCodec.parseObject("{\"d\":2,\"e\":2}"));
        assertThat(leaf.dropParams()).containsExactly("p", "q", "r");
    }

    @Test
    void retryAndCacheAreTakenWhole() {
        Target leaf = leaf(
                "'retry':{'attempts':5,'use_retry_after_header':true},'cache':{'mode':'semantic','max_age':60}",
                "'retry':{'attempts':2,'on_status_codes':[500]}",
                "");

        assertThat(leaf.retry()).isEqualTo(new RetrySettings(2, Set.of(500), false));
        assertThat(leaf.cache())
                .contains(new CacheSettings(CacheSettings.Mode.SEMANTIC, Optional.of(Duration.ofMinutes(1))));
    }

    @Test
    void hostAndForwardedHeadersComeFromTheNearest() {
        Target leaf = leaf(
                "'custom_host':'http://localhost:1','forward_headers':['x-a']",
                "'custom_host':'http://localhost:2'",
                "'forward_headers':[]");

        assertThat(leaf.customHost()).contains("http://localhost:2");
        assertThat(leaf.forwardHeaders()).isEmpty();
    }

    @Test
    void guardrailsAddUpFromTheOutside() {
        Target leaf = leaf("'input_guardrails':['a']", "", "'input_guardrails':['b',{'c':1}],'after_request_hooks':[]");

        assertThat(leaf.options().get("input_guardrails")).isEqualTo(JsonCodec.parse("[\"a\",\"b\",{\"c\":1}]"));
        assertThat(leaf.options()).containsOnlyKeys("input_guardrails", "after_request_hooks");
    }

    @Test
    void credentialsAndPlacesAreNotInherited() {
        Target leaf = leaf(
                "'provider':'ollama','api_key':'k','virtual_key':'v','name':'n','weight':3,'openai_project':'p'",
                "'weight':2",
                "");

        assertThat(leaf.apiKey()).isEmpty();
        assertThat(leaf.virtualKey()).isEmpty();
        assertThat(leaf.name()).isEmpty();
        assertThat(leaf.weight()).isEqualTo(1);
        assertThat(leaf.options()).isEmpty();
    }

    private static Target leaf(String root, String group, String leaf) {
        String document = "{" + members(root) + "'strategy':{'mode':'fallback'},'targets':[{" + members(group)
                + "'strategy':{'mode':'single'},'targets':[{" + members(leaf) + "'provider':'ollama'}]}]}";
        TargetGroup outer =
                (TargetGroup) READER.read(document.replace('\'', '"'), false).root();
        return (Target) ((TargetGroup) outer.targets().get(0)).targets().get(0);
    }

    private static String members(String text) {
        return text == null || text.isEmpty() ? "" : text + ',';
    }
}
