package dev.portkey.translate.spoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SpliceTest {
    private static final JsonObject SILENT = JsonValue.EMPTY_JSON_OBJECT;
    private static final Said STOP = Said.finish("stop", JsonValue.EMPTY_JSON_OBJECT);

    @Nested
    class Replay {
        @Test
        void swallowsWhatWasHeardHoweverItIsCut() {
            Splice splice = replayAfter(Said.text("Hel"), Said.text("lo w"));

            assertThat(splice.next(List.of(Said.text("Hello")))).isEmpty();
            assertThat(splice.next(List.of(Said.text(" world")))).containsExactly(Said.text("orld"));
            assertThat(splice.next(List.of(Said.text("!")))).containsExactly(Said.text("!"));
        }

        @Test
        void goesOnWithinASurrogatePair() {
            Splice splice = replayAfter(Said.text("a\ud83c"));

            assertThat(splice.next(List.of(Said.text("a\ud83c\udf0d")))).containsExactly(Said.text("\udf0d"));
        }

        @Test
        void refusesAnotherAnswer() {
            Splice splice = replayAfter(Said.text("Hello"));

            assertThatThrownBy(() -> splice.next(List.of(Said.text("Hallo")))).isInstanceOf(DivergedException.class);
        }

        @Test
        void refusesAShorterAnswer() {
            Splice splice = replayAfter(Said.text("Hello"));
            splice.next(List.of(Said.text("Hell")));

            assertThatThrownBy(() -> splice.next(List.of(STOP))).isInstanceOf(DivergedException.class);
        }

        @Test
        void refusesWhatCannotBeCompared() {
            Splice splice = replayAfter(Said.text("Hello"));

            assertThatThrownBy(() -> splice.next(List.of(Said.ODD))).isInstanceOf(DivergedException.class);
        }

        @Test
        void swallowsAToolCallThatWasHeardAndLetsTheNextThrough() {
            Splice splice = replayAfter(call(0, "f"), Said.arguments(0, "{\"a\":1}"));

            assertThat(splice.next(List.of(call(0, "f"), Said.arguments(0, "{\"a\":"), Said.arguments(0, "1}"))))
                    .isEmpty();
            assertThat(splice.next(List.of(call(1, "g"), Said.arguments(1, "{}"))))
                    .containsExactly(call(1, "g"), Said.arguments(1, "{}"));
        }

        @Test
        void refusesOtherArguments() {
            Splice splice = replayAfter(call(0, "f"), Said.arguments(0, "{\"a\":1}"));
            splice.next(List.of(call(0, "f")));

            assertThatThrownBy(() -> splice.next(List.of(Said.arguments(0, "{\"a\":2}"))))
                    .isInstanceOf(DivergedException.class);
        }

        @Test
        void keepsThoughtsToItself() {
            Splice splice = replayAfter(Said.text("Hello"));

            assertThat(splice.next(List.of(Said.thought(0, "hm"), Said.blockEnd(0))))
                    .isEmpty();
        }
    }

    @Nested
    class Continuation {
        @Test
        void swallowsWhiteSpaceThatIsRepeated() {
            Splice splice = continuationAfter("Hello ");

            assertThat(splice.next(List.of(Said.text(" world")))).containsExactly(Said.text("world"));
        }

        @Test
        void acceptsWhiteSpaceThatIsNot() {
            Splice splice = continuationAfter("Hello ");

            assertThat(splice.next(List.of(Said.text("world")))).containsExactly(Said.text("world"));
        }

        @Test
        void refusesAnotherCharacterThanTheOneBegun() {
            Splice splice = continuationAfter("Hello \ud83c");

            assertThatThrownBy(() -> splice.next(List.of(Said.text(" no")))).isInstanceOf(DivergedException.class);
        }
    }

    @Nested
    class End {
        @Test
        void tellsTheUsageOfAllCallsOnceAndNamesTheRescue() {
            Transcript transcript = transcript(Said.text("Hello"), Said.usage(usage(5, 2)));
            transcript.broke(SILENT);
            Splice splice = Splice.replay(transcript, JsonCodec.parseObject("{\"rescue\":{}}"));
            splice.next(List.of(Said.text("Hello")));

            List<Said> end = splice.next(List.of(Said.usage(usage(5, 7)), STOP, Said.DONE));

            assertThat(end)
                    .containsExactly(
                            STOP.withDetails(JsonCodec.parseObject(
                                    "{\"usage\":{\"in\":10,\"more\":{\"out\":9}},\"x_portkey\":{\"rescue\":{}}}")),
                            Said.DONE);
        }

        @Test
        void tellsUsageThatComesLastBeforeTheEnd() {
            Splice splice = replayAfter(Said.text("Hello"));

            List<Said> end = splice.next(List.of(Said.text("Hello"), STOP, Said.usage(usage(1, 2)), Said.DONE));

            assertThat(end).extracting(Said::kind).endsWith(Said.Kind.DONE);
        }
    }

    private static JsonObject usage(int in, int out) {
        return JsonCodec.parseObject("{\"in\":" + in + ",\"more\":{\"out\":" + out + "}}");
    }

    private static Said call(int index, String name) {
        return Said.toolCall(index, name, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static Splice replayAfter(Said... said) {
        return Splice.replay(transcript(said), SILENT);
    }

    private static Splice continuationAfter(String said) {
        return Splice.continuation(transcript(Said.text(said)), Prefix.of(said), SILENT);
    }

    private static Transcript transcript(Said... said) {
        var transcript = new Transcript(ClientEvents.chat());
        transcript.heard(List.of(said));
        return transcript;
    }
}
