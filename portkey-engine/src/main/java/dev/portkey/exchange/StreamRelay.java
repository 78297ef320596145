package dev.portkey.exchange;

import dev.portkey.http.ByteTransform;
import dev.portkey.http.SseFrame;
import dev.portkey.http.SseParser;
import dev.portkey.http.TransportException;
import dev.portkey.observe.ExchangeRecord.Ending;
import dev.portkey.provider.Dialect;
import dev.portkey.translate.MalformedEventException;
import dev.portkey.translate.StreamTranslator;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Carries one event stream from provider to client: frames, translates, and makes sure that a stream which was cut,
 * stalled or garbled never looks finished: it ends with an error event in the client's dialect, or fails with a
 * {@link StreamBreak} when somebody stands by to rescue it.
 */
final class StreamRelay implements ByteTransform {
    private final SseParser parser = new SseParser();
    private final StreamTranslator translator;
    private final Delivery delivery;
    private final String provider;
    private final Dialect dialect;
    private volatile Ending ending = Ending.COMPLETE;
    private boolean broken;

    StreamRelay(StreamTranslator translator, Delivery delivery, String provider, Dialect dialect) {
        this.translator = translator;
        this.delivery = delivery;
        this.provider = provider;
        this.dialect = dialect;
    }

    @Override
    public void next(ByteBuffer in, Consumer<ByteBuffer> out) {
        Consumer<ByteBuffer> onward = onward(out);
        parser.feed(in, frame -> translate(frame, onward));
    }

    private void translate(SseFrame frame, Consumer<ByteBuffer> onward) {
        try {
            translator.translate(frame, onward);
        } catch (MalformedEventException e) {
            if (mayHoldContent(frame)) {
                throw e;
            }
        }
    }

    /**
     * A frame that is no JSON may be a damaged event with a piece of the answer in it; one without a brace never was an
     * event, only some text that got between them.
     */
    private static boolean mayHoldContent(SseFrame frame) {
        for (byte b : frame.data()) {
            if (b == '{' || b == '}') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void complete(Consumer<ByteBuffer> out) {
        boolean half = parser.end() && !translator.complete();
        if (half || !translator.mayEnd()) {
            throw new TransportException(TransportException.Kind.CUT, "stream ended before it was complete");
        }
        end(out);
    }

    private void end(Consumer<ByteBuffer> out) {
        translator.end(onward(out));
        delivery.path().end(out);
    }

    private Consumer<ByteBuffer> onward(Consumer<ByteBuffer> out) {
        return events -> delivery.path().pass(events, out);
    }

    @Override
    public void fail(Throwable cause, Consumer<ByteBuffer> out) {
        broken = true;
        if (translator.complete() && cause instanceof TransportException && !parser.end()) {
            // Everything was said; how the provider hung up after that is of no interest.
            end(out);
            return;
        }
        ending = Ending.CUT;
        if (delivery.rescuable()) {
            throw new StreamBreak(cause, translator.untoldUsage());
        }
        out.accept(ByteBuffer.wrap(StreamBreak.event(cause, provider, dialect).bytes()));
    }

    @Override
    public boolean finished() {
        return broken;
    }

    /** Whether what the client got was whole. */
    Ending ending() {
        return ending;
    }
}
