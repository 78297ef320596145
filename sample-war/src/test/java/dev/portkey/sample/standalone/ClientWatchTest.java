package dev.portkey.sample.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.servlet.ServletExchanges;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientWatchTest {
    private static final String GET = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String POST = "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
    private static final long WATCHED_AFTER_MS = 400;

    private final BlockingQueue<CompletableFuture<GatewayResponse>> calls = new LinkedBlockingQueue<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new Door());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(new ClientWatch(context));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, POST})
    void cancelsTheCallOfAClientThatLeaves(String request) throws Exception {
        CompletableFuture<GatewayResponse> call;
        try (Socket client = connect()) {
            send(client, request);
            call = calls.poll(10, TimeUnit.SECONDS);
            assertThat(isDoneWithin(call, WATCHED_AFTER_MS)).isFalse();
        }
        assertThat(isDoneWithin(call, 10_000)).isTrue();
        assertThat(call).isCancelled();
    }

    @Test
    void takesSilenceForNoReasonToEndACall() throws Exception {
        connector.setIdleTimeout(100);

        try (Socket client = connect()) {
            send(client, POST);
            CompletableFuture<GatewayResponse> call = calls.poll(10, TimeUnit.SECONDS);

            assertThat(isDoneWithin(call, 2 * WATCHED_AFTER_MS)).isFalse();
        }
    }

    @Test
    void keepsARequestThatIsSentBeforeTheAnswerToTheLast() throws Exception {
        try (Socket client = connect()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            send(client, POST);
            CompletableFuture<GatewayResponse> first = calls.poll(10, TimeUnit.SECONDS);
            assertThat(isDoneWithin(first, WATCHED_AFTER_MS)).isFalse();
            send(client, GET);
            assertThat(isDoneWithin(first, WATCHED_AFTER_MS)).isFalse();
            send(client, POST);

            for (String answer : new String[] {"one", "two", "three"}) {
                CompletableFuture<GatewayResponse> call =
                        answer.equals("one") ? first : calls.poll(10, TimeUnit.SECONDS);
                call.complete(new GatewayResponse(200, Headers.EMPTY, Body.of(answer.getBytes(US_ASCII))));
                assertThat(body(in)).isEqualTo(answer);
            }
        }
    }

    @Test
    void leavesManyCallsOnOneConnectionAlone() throws Exception {
        try (Socket client = connect()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            for (int i = 0; i < 10; i++) {
                send(client, POST);
                CompletableFuture<GatewayResponse> call = calls.poll(10, TimeUnit.SECONDS);
                isDoneWithin(call, i % 2 * 250);
                call.complete(new GatewayResponse(200, Headers.EMPTY, Body.of(("answer " + i).getBytes(US_ASCII))));
                assertThat(body(in)).isEqualTo("answer " + i);
            }
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        client.setSoTimeout(10_000);
        return client;
    }

    private static void send(Socket client, String request) throws IOException {
        client.getOutputStream().write(request.getBytes(US_ASCII));
    }

    private static String body(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; read += in.read(body, read, length - read)) {
            continue;
        }
        return new String(body);
    }

    private static boolean isDoneWithin(CompletableFuture<?> call, long millis) throws InterruptedException {
        CompletableFuture<Void> done = call.handle((answer, failure) -> null);
        try {
            done.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Passes each call to the test. */
    private final class Door extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient ServletExchanges exchanges = new ServletExchanges(request -> {
            CompletableFuture<GatewayResponse> answer = new CompletableFuture<>();
            calls.add(answer);
            return answer;
        });

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            exchanges.start(request, response, "");
        }
    }
}
