package dev.portkey.tests.contract;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Door;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.FakeProvider;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract share: the usual calls. */
abstract class ContractPart {
    static final String CHAT = "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}";
    static final String CHAT_STREAM = CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"");
    static final String MESSAGE = "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":100,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}";
    static final String MESSAGE_STREAM = MESSAGE.replace("{\"model\"", "{\"stream\":true,\"model\"");

    final Bench bench;
    final FakeProvider provider;

    ContractPart(Bench bench) {
        this.bench = bench;
        this.provider = bench.provider();
    }

    @BeforeEach
    void forgetEarlierTests() {
        provider.forget();
    }

    /** Sends the call to the gateway that is open to everybody. */
    Reply ask(Call call) {
        return bench.open().answer(call);
    }

    /**
     * Sends a call whose content the test publishes as it goes along. Returns once somebody listens: what is published
     * before that is lost.
     */
    static CompletableFuture<Reply> send(Door door, Call call, SubmissionPublisher<ByteBuffer> content) {
        var answer = door.send(call.sending(content));
        while (content.getNumberOfSubscribers() == 0 && !answer.isDone()) {
            Thread.onSpinWait();
        }
        return answer;
    }

    static Call chat() {
        return toOpenAi(Call.post("/v1/chat/completions", CHAT));
    }

    static Call chatStream() {
        return toOpenAi(Call.post("/v1/chat/completions", CHAT_STREAM));
    }

    static Call message() {
        return toAnthropic(Call.post("/v1/messages", MESSAGE));
    }

    static Call messageStream() {
        return toAnthropic(Call.post("/v1/messages", MESSAGE_STREAM));
    }

    static Call toOpenAi(Call call) {
        return call.with("x-portkey-provider", "openai").with("authorization", "Bearer sk-client");
    }

    static Call toAnthropic(Call call) {
        return call.with("x-portkey-provider", "anthropic").with("x-api-key", "sk-client");
    }
}
