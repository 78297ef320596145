package dev.portkey.http.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a loopback port that does to the bytes whatever a test wants, such as breaking off in the middle. Each
 * connection runs the script in a thread of its own and is closed when the script returns.
 */
final class ScriptedServer implements AutoCloseable {
    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Script script;

    /** What happens on one connection. */
    interface Script {
        void run(Wire wire) throws IOException;
    }

    /** One request as it came. */
    record Received(String head, String body) {
        String line() {
            return head.substring(0, head.indexOf('\r'));
        }

        /** The value of a header field; empty when there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    static ScriptedServer running(Script script) {
        try {
            var started = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            daemon(started::accept);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/v1/chat");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.run(new Wire(socket));
        } catch (IOException e) {
            // the client went away, which many tests are about
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, seen from the server. */
    final class Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads one request with its body and notes it. */
        Received read() throws IOException {
            String head = readHead();
            var request = new Received(head, readBody(new Received(head, "")));
            received.add(request);
            return request;
        }

        /** Reads up to and with the blank line. */
        String readHead() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) readByte());
            }
            return head.toString();
        }

        void skip(int bytes) throws IOException {
            in.skipNBytes(bytes);
        }

        int readByte() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the client closed");
            }
            return b;
        }

        Wire write(String text) throws IOException {
            return write(text.getBytes(UTF_8));
        }

        Wire write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Answers with a body of known length and keeps the connection. */
        Wire answer(String body) throws IOException {
            int length = body.getBytes(UTF_8).length;
            return write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                    + body);
        }

        /** Begins an answer whose pieces follow by {@link #chunk}. */
        Wire beginChunked() throws IOException {
            return write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        Wire chunk(String text) throws IOException {
            return chunk(text.getBytes(UTF_8));
        }

        Wire chunk(byte[] bytes) throws IOException {
            var framed = new ByteArrayOutputStream();
            framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
            framed.writeBytes(bytes);
            framed.writeBytes(new byte[] {'\r', '\n'});
            return write(framed.toByteArray());
        }

        /** Ends a chunked answer. */
        Wire endChunked() throws IOException {
            return write("0\r\n\r\n");
        }

        /** Breaks the connection with a TCP reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns when the client has closed its side. */
        void awaitClose() {
            try {
                while (in.read() >= 0) {
                    // whatever still comes
                }
            } catch (IOException e) {
                // a reset is a close as well
            }
        }

        private String readBody(Received request) throws IOException {
            if (request.header("transfer-encoding").equals("chunked")) {
                return readChunks();
            }
            String length = request.header("content-length");
            return length.isEmpty() ? "" : new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
        }

        private String readChunks() throws IOException {
            var body = new ByteArrayOutputStream();
            while (true) {
                int length = Integer.parseInt(readLine(), 16);
                body.writeBytes(in.readNBytes(length));
                readLine();
                if (length == 0) {
                    return body.toString(UTF_8);
                }
            }
        }

        private String readLine() throws IOException {
            var line = new StringBuilder();
            while (line.length() < 2 || line.charAt(line.length() - 2) != '\r') {
                line.append((char) readByte());
            }
            return line.substring(0, line.length() - 2);
        }
    }

    /** A point that a script waits at until the test lets it go on. */
    static final class Gate {
        private final CompletableFuture<Void> opened = new CompletableFuture<>();

        void open() {
            opened.complete(null);
        }

        void await() {
            opened.join();
        }
    }
}
