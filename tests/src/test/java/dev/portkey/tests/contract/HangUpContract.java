package dev.portkey.tests.contract;

import static dev.portkey.tests.contract.StreamContract.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.LiveAnswer;
import dev.portkey.tests.provider.ReceivedCall;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A client that goes takes its call to the provider with it. */
abstract class HangUpContract extends ContractPart {
    HangUpContract(Bench bench) {
        super(bench);
    }

    @Test
    void inTheMiddleOfAStream() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(chatStream());
        live.data(chunk("Hel"));
        answer.join().events().nextData();

        answer.join().hangUp();

        live.dataUntilHungUp(chunk("lo"), provider.takeCall());
    }

    @Test
    void inTheMiddleOfATranslatedStream() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(toAnthropic(Call.post("/v1/chat/completions", MESSAGE_STREAM)));
        live.data("{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\",\"usage\":{}}}")
                .data("{\"type\":\"content_block_delta\",\"index\":0,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}");
        answer.join().events().nextData();

        answer.join().hangUp();

        live.dataUntilHungUp(
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                provider.takeCall());
    }

    /** Containers use the objects of a request again; a write that failed must leave no trace on them. */
    @RepeatedTest(20)
    void withoutHarmToTheNextCall() {
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(chatStream());
        live.data(chunk("Hel"));
        answer.join().events().nextData();
        answer.join().hangUp();
        live.dataUntilHungUp(chunk("lo"), provider.takeCall());
        provider.answers(Answer.golden("openai/chat.sse"));

        assertThat(ask(chatStream()).text()).isEqualTo(Golden.text("openai/chat.sse"));
    }

    @Test
    void whileAStreamSaysNothing() {
        assumeTrue(bench.open().noticesHangUpsInSilence());
        LiveAnswer live = provider.answersLive();
        var answer = bench.open().send(chatStream());
        live.data(chunk("Hel"));
        answer.join().events().nextData();

        answer.join().hangUp();

        ReceivedCall.await(provider.takeCall().connectionClosed());
    }

    @Test
    void beforeAStreamHasBegun() {
        assumeTrue(bench.open().noticesHangUpsInSilence());
        provider.answers(Answer.golden("openai/chat.sse").after(new CountDownLatch(1)));
        var answer = bench.open().send(chatStream());
        ReceivedCall call = provider.takeCall();

        answer.cancel(true);

        ReceivedCall.await(call.connectionClosed());
    }

    @Test
    void whileAPlainCallIsWaitingForItsAnswer() {
        assumeTrue(bench.open().noticesHangUpsInSilence());
        provider.answers(Answer.silence());
        var answer = bench.open().send(chat());
        ReceivedCall call = provider.takeCall();

        answer.cancel(true);

        ReceivedCall.await(call.connectionClosed());
    }

    @Test
    void whileAPassedThroughCallIsWaitingForItsAnswer() {
        assumeTrue(bench.open().noticesHangUpsInSilence());
        provider.answers(Answer.silence());
        var answer = bench.open().send(toOpenAi(Call.get("/v1/models")));
        ReceivedCall call = provider.takeCall();

        answer.cancel(true);

        ReceivedCall.await(call.connectionClosed());
    }
}
