package dev.portkey.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 by hand: what is on the wire and when, and no help from a client library. */
public final class RawClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public RawClient(int port) throws IOException {
        this(port, 64 * 1024);
    }

    public RawClient(int port, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawClient send(byte[] content) throws IOException {
        out.write(content);
        out.flush();
        return this;
    }

    /** Sends a request without a body. */
    public RawClient request(String method, String path, String... headerLines) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join(
                        "",
                        List.of(headerLines).stream().map(line -> line + "\r\n").toList()) + "\r\n");
    }

    /** Sends a request with a body of known length. */
    public RawClient post(String path, String body) throws IOException {
        return request("POST", path, "Content-Length: " + body.length()).send(body);
    }

    /** Head of a response: status, and fields by lower-case name. */
    public record Head(int status, Map<String, List<String>> fields) {
        public String field(String name) {
            return String.join("|", fields.getOrDefault(name, List.of()));
        }
    }

    public Head head() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return new Head(status, fields);
    }

    public String body(Head head) throws IOException {
        if (head.fields().containsKey("content-length")) {
            return read(Integer.parseInt(head.field("content-length")));
        }
        StringBuilder text = new StringBuilder();
        for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
            text.append(chunk);
        }
        return text.toString();
    }

    /** The next chunk; empty for the one that ends the body. */
    public String chunk() throws IOException {
        String size = line();
        if (size.isEmpty()) {
            // The end of the chunk before, which Jetty sends together with the next one.
            size = line();
        }
        String chunk = read(Integer.parseInt(size.strip(), 16));
        if (chunk.isEmpty()) {
            line();
        }
        return chunk;
    }

    public String read(int count) throws IOException {
        byte[] content = in.readNBytes(count);
        if (content.length < count) {
            throw new EOFException("the body ended early");
        }
        return new String(content, ISO_8859_1);
    }

    /** Whether the connection ends before the body does. */
    public boolean isCut() {
        try {
            while (!chunk().isEmpty()) {
                continue;
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
