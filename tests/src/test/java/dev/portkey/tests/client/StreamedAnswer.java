package dev.portkey.tests.client;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gathers what LangChain4j makes of a stream. */
final class StreamedAnswer implements StreamingChatResponseHandler {
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    private boolean cancels;

    StreamedAnswer cancelledAfterTheFirstPiece() {
        cancels = true;
        return this;
    }

    List<String> pieces() {
        return pieces;
    }

    /** The response once the stream has ended; fails as the stream did. */
    ChatResponse whole() {
        return whole.join();
    }

    @Override
    public void onPartialResponse(PartialResponse response, PartialResponseContext context) {
        pieces.add(response.text());
        if (cancels) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        whole.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }
}
