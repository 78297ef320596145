package dev.portkey.jaxrs.resource;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request whose first byte has been read by somebody else and is put back in front. Jersey looks whether a form has any
 * content, and when none has arrived yet it does so by reading a byte, which it keeps for those who read through it; the
 * gateway reads from the container.
 */
final class PeekedRequest extends HttpServletRequestWrapper {
    private final int first;

    private PeekedRequest(HttpServletRequest request, int first) {
        super(request);
        this.first = first;
    }

    /**
     * The request with all of its content.
     *
     * @param entity the content as the JAX-RS runtime hands it out
     */
    static HttpServletRequest of(HttpServletRequest request, InputStream entity) throws IOException {
        ServletInputStream in = request.getInputStream();
        int arrived;
        int kept;
        do { // more may arrive between the two looks
            arrived = in.available();
            kept = entity.available() - arrived;
        } while (arrived != in.available());
        return kept == 1 ? new PeekedRequest(request, entity.read()) : request;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Whole(super.getInputStream(), first);
    }

    /** Confined to one thread at a time, as what it wraps is. */
    private static final class Whole extends ServletInputStream {
        private static final int NONE = -1;

        private final ServletInputStream rest;
        private int first;

        Whole(ServletInputStream rest, int first) {
            this.rest = rest;
            this.first = first;
        }

        @Override
        public int read() throws IOException {
            if (first == NONE) {
                return rest.read();
            }
            int read = first;
            first = NONE;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (first == NONE || length == 0) {
                return rest.read(target, offset, length);
            }
            target[offset] = (byte) read();
            return 1;
        }

        @Override
        public int available() throws IOException {
            return rest.available() + (first == NONE ? 0 : 1);
        }

        @Override
        public boolean isFinished() {
            return first == NONE && rest.isFinished();
        }

        @Override
        public boolean isReady() {
            return first != NONE || rest.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            rest.setReadListener(listener);
        }
    }
}
