package dev.portkey.http.jetty;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/**
 * The Reactive Streams rules, for the body of a response. The server writes each piece when the one before has been
 * received, since pieces that are there together come as one buffer.
 */
public class ResponseBodyTckTest extends FlowPublisherVerification<ByteBuffer> {
    private static final int MOST_PIECES = 50;

    private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private ScriptedServer server;
    private JettyTransport transport;

    public ResponseBodyTckTest() {
        super(new TestEnvironment(300));
    }

    @BeforeClass
    void startServer() {
        server = ScriptedServer.running(this::serve);
        transport = new JettyTransport(TransportSettings.defaults());
    }

    @AfterClass
    void stopServer() throws IOException {
        transport.close();
        server.close();
    }

    private void serve(ScriptedServer.Wire wire) throws IOException {
        while (true) {
            String[] path = wire.read().line().split(" ")[1].split("/");
            Semaphore permit = permits.get(path[1]);
            wire.beginChunked();
            for (int i = 0; i < Integer.parseInt(path[2]); i++) {
                wire.chunk("x");
                permit.acquireUninterruptibly();
            }
            wire.endChunked();
        }
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long pieces) {
        return publisher(pieces);
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        Flow.Publisher<ByteBuffer> taken = publisher(1);
        taken.subscribe(new PulledBody());
        return taken;
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST_PIECES;
    }

    private Flow.Publisher<ByteBuffer> publisher(long pieces) {
        String id = String.valueOf(calls.incrementAndGet());
        var permit = new Semaphore(0);
        permits.put(id, permit);
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + id + "/" + pieces);
        Flow.Publisher<ByteBuffer> body = transport
                .send(new ProviderRequest("GET", uri, Headers.EMPTY, Body.empty(), false, Timeouts.NONE))
                .join()
                .body()
                .publisher();
        return subscriber -> body.subscribe(subscriber == null ? null : new Acknowledging(subscriber, permit));
    }

    /** Tells the server that a piece has arrived; passes everything on. */
    private record Acknowledging(Flow.Subscriber<? super ByteBuffer> receiver, Semaphore permit)
            implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            receiver.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            receiver.onNext(piece);
            permit.release();
        }

        @Override
        public void onError(Throwable failure) {
            receiver.onError(failure);
        }

        @Override
        public void onComplete() {
            receiver.onComplete();
        }
    }
}
