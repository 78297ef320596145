package dev.portkey.tests.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The provider's end of a connection, for writing. Used by one answer at a time. */
public final class Wire {
    private final Socket socket;

    Wire(Socket socket) {
        this.socket = socket;
    }

    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    public void write(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One chunk of a chunked body. */
    public void chunk(byte[] content) throws IOException {
        byte[] size = (Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + content.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(content, 0, chunk, size.length, content.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        out().write(chunk);
    }

    /** The end of a chunked body. */
    public void lastChunk() throws IOException {
        write("0\r\n\r\n");
    }

    /** Ends the connection in the orderly way. */
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
