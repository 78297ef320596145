package dev.portkey.http;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams rules, for a body at hand. It never fails, so there is no publisher of failures to check. */
public class BytesPublisherTckTest extends FlowPublisherVerification<ByteBuffer> {
    public BytesPublisherTckTest() {
        super(new TestEnvironment(200));
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFlowPublisher(long elements) {
        return BytesPublisher.of(new byte[(int) elements]);
    }

    @Override
    public Flow.Publisher<ByteBuffer> createFailedFlowPublisher() {
        return null; // TCK: not applicable
    }

    @Override
    public long maxElementsFromPublisher() {
        return 1;
    }
}
