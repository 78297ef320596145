package dev.portkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams rules, for what a caller in the same process gets as the body of a streamed answer. */
public class GatewayBodyTckTest extends FlowPublisherVerification<ByteBuffer> {
    private static final byte[] CHUNK =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}\n\n"
                    .getBytes(UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

    public GatewayBodyTckTest() {
        super(new TestEnvironment(200));
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        if (elements == 0) {
            return Body.empty().publisher(); // a stream has at least its end marker
        }
        var gateway = Gateway.builder().transport(new Streaming(elements)).build();
        var answer = gateway.handle(GatewayRequest.of(
                        "POST",
                        "/v1/chat/completions",
                        Headers.of("x-portkey-provider", "openai", "authorization", "Bearer k"),
                        Body.of("{\"model\":\"m\",\"stream\":true}".getBytes(UTF_8))))
                .join();
        return answer.body().publisher();
    }

    /** A stream that fails later ends with an error event, and one that fails at once is no stream. */
    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        return null;
    }

    /** A provider that streams that many events, the last of them the end marker. */
    private record Streaming(long elements) implements Transport {
        @Override
        public CompletableFuture<ProviderResponse> send(ProviderRequest request) {
            return CompletableFuture.completedFuture(new ProviderResponse(
                    200, Headers.of("content-type", "text/event-stream"), Body.of(this::publish, -1)));
        }

        private void publish(Flow.Subscriber<? super ByteBuffer> subscriber) {
            AtomicLong left = new AtomicLong(elements);
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    for (long i = 0; i < n && left.get() > 0; i++) {
                        boolean last = left.decrementAndGet() == 0;
                        subscriber.onNext(ByteBuffer.wrap(last ? DONE : CHUNK));
                        if (last) {
                            subscriber.onComplete();
                        }
                    }
                }

                @Override
                public void cancel() {
                    left.set(0);
                }
            });
        }

        @Override
        public void close() {}
    }
}
