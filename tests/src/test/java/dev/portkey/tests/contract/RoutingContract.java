package dev.portkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a gateway remembers from call to call when it chooses targets. */
abstract class RoutingContract extends ContractPart {
    private static final Answer GOOD = Answer.golden("openai/chat.json");
    private static final Answer BROKEN = Answer.json(503, "{\"error\":{\"message\":\"down\"}}");

    RoutingContract(Bench bench) {
        super(bench);
    }

    private Reply chat(String config) {
        return ask(Call.post("/v1/chat/completions", CHAT).with("x-portkey-config", config.replace('\'', '"')));
    }

    private static String lastUsed(Reply reply) {
        return reply.header("x-portkey-last-used-option-index");
    }

    @Test
    void aTargetThatKeepsFailingIsPassedByInAllConfigsThatNameIt() {
        String breaker = "'cb_config':{'failure_threshold':1,'cooldown_interval':60000}";
        String failing = "{'virtual_key':'openai-prod','override_params':{'model':'down'}}";
        String healthy = "{'virtual_key':'openai-org'}";
        String fallback =
                "{'strategy':{'mode':'fallback'," + breaker + "},'targets':[" + failing + "," + healthy + "]}";
        String another = "{'strategy':{'mode':'fallback'}," + breaker + ",'targets':[{'strategy':{'mode':'single'},"
                + "'targets':[" + failing + "]}," + healthy + "]}";
        provider.answers(BROKEN, GOOD, BROKEN, GOOD, GOOD, GOOD);

        assertThat(lastUsed(chat(fallback))).isEqualTo("config.targets[1]");
        assertThat(lastUsed(chat(fallback))).isEqualTo("config.targets[1]");
        assertThat(provider.untakenCalls()).hasSize(4);
        assertThat(lastUsed(chat(fallback))).isEqualTo("config.targets[1]");
        assertThat(lastUsed(chat(another))).isEqualTo("config.targets[1]");

        assertThat(provider.untakenCalls())
                .as("the failing one is asked no more")
                .hasSize(6);
    }

    @Test
    void allAreUsedWhenAllKeepFailing() {
        String config = "{'strategy':{'mode':'fallback','cb_config':{'failure_threshold':1}},'targets':["
                + "{'virtual_key':'openai-prod','override_params':{'model':'x1'}},"
                + "{'virtual_key':'openai-prod','override_params':{'model':'x2'}}]}";
        provider.answers(BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, GOOD);
        chat(config);
        chat(config);

        Reply reply = chat(config);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(lastUsed(reply)).isEqualTo("config.targets[1]");
    }

    @Test
    void aSessionStaysWithItsTarget() {
        String config =
                "{'strategy':{'mode':'loadbalance','sticky':{'enabled':true,'hash_fields':['metadata.user_id']}},"
                        + "'targets':[{'virtual_key':'openai-prod'},{'virtual_key':'openai-org'}]}";
        Set<String> used = new HashSet<>();
        for (int user = 0; user < 20; user++) {
            String metadata = "{\"user_id\":" + user + "}";
            Set<String> ofUser = new HashSet<>();
            for (int call = 0; call < 3; call++) {
                provider.answers(GOOD);
                ofUser.add(lastUsed(ask(Call.post("/v1/chat/completions", CHAT)
                        .with("x-portkey-config", config.replace('\'', '"'))
                        .with("x-portkey-metadata", metadata))));
            }
            assertThat(ofUser).hasSize(1);
            used.addAll(ofUser);
        }

        assertThat(used).containsExactlyInAnyOrder("config.targets[0]", "config.targets[1]");
    }

    @Test
    void aBreakerThatCouldNeverOpenIsRefused() {
        Reply reply = chat("{'strategy':{'mode':'fallback','cb_config':{'cooldown_interval':1000}},"
                + "'targets':[{'virtual_key':'openai-prod'}]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text())
                .contains("path: strategy,cb_config,failure_threshold, message: Required")
                .contains("path: strategy,cb_config,cooldown_interval, message: Number must be greater than or equal"
                        + " to 30000");
    }
}
