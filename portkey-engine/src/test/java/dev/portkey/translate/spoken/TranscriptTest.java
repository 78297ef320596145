package dev.portkey.translate.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Transcript transcript = new Transcript(ClientEvents.chat());

    @Test
    void joinsText() {
        transcript.heard(List.of(Said.text("Hel"), Said.text("lo")));

        assertThat(transcript.text()).isEqualTo("Hello");
        assertThat(transcript.canGoOn()).isTrue();
        assertThat(transcript.isText()).isTrue();
    }

    @Test
    void aToolCallCanBeGoneOnFromWhenItsArgumentsAreWhole() {
        transcript.heard(List.of(Said.toolCall(0, "f", JsonValue.EMPTY_JSON_OBJECT), Said.arguments(0, "{\"a\":")));
        assertThat(transcript.canGoOn()).isFalse();

        transcript.heard(List.of(Said.arguments(0, "1}")));
        assertThat(transcript.canGoOn()).isTrue();
        assertThat(transcript.isText()).isFalse();
    }

    @Test
    void callsThatComeByTurnsCannotBeGoneOnFrom() {
        transcript.heard(List.of(
                Said.toolCall(0, "f", JsonValue.EMPTY_JSON_OBJECT),
                Said.toolCall(1, "g", JsonValue.EMPTY_JSON_OBJECT),
                Said.arguments(0, "{}")));

        assertThat(transcript.canGoOn()).isFalse();
    }

    @Test
    void nothingFollowsAReasonToStop() {
        transcript.heard(List.of(Said.text("Hello"), Said.finish("stop", JsonValue.EMPTY_JSON_OBJECT)));

        assertThat(transcript.canGoOn()).isFalse();
    }

    @Test
    void keepsNothingOfAnAnswerThatIsTooLong() {
        transcript.heard(List.of(Said.text("x".repeat(Transcript.MAX_CHARS)), Said.text("y")));

        assertThat(transcript.canGoOn()).isFalse();
        assertThat(transcript.text()).isEmpty();
    }
}
