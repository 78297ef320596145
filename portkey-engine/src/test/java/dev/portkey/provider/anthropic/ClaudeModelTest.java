package dev.portkey.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeModelTest {
    @ParameterizedTest
    @CsvSource({
        "claude-2.1, 201, false, false, true",
        "claude-instant-1.2, 102, false, false, true",
        "claude-3-haiku-20240307, 300, false, false, true",
        "claude-3-5-sonnet-latest, 305, false, false, true",
        "claude-3-7-sonnet-20250219, 307, true, false, true",
        "claude-sonnet-4-20250514, 400, true, false, true",
        "anthropic.claude-sonnet-4@20250514, 400, true, false, true",
        "claude-opus-4-1-20250805, 401, true, false, true",
        "claude-haiku-4-5, 405, true, false, true",
        "claude-opus-4-5-20251101, 405, false, true, true",
        "claude-sonnet-4-6, 406, false, true, true",
        "claude-opus-4-7, 407, false, true, false",
        "claude-opus-5, 500, false, true, false",
        "my-deployment, 0, false, true, true",
    })
    void readsTheName(String name, int generation, boolean budget, boolean effort, boolean sampling) {
        ClaudeModel model = ClaudeModel.of(JsonCodec.object().add("model", name).build());

        assertThat(model.generation()).isEqualTo(generation);
        assertThat(model.takesThinkingBudget()).isEqualTo(budget);
        assertThat(model.takesEffort()).isEqualTo(effort);
        assertThat(model.takesSampling()).isEqualTo(sampling);
    }
}
