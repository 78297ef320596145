package dev.portkey.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.servlet.WebContainer.WebApp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The end of a web application with a gateway of its own and a stream under way. */
abstract class UndeployContract {
    private static final String REQUEST =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    abstract WebContainer container();

    @Test
    void finishesARunningStreamAndLeavesNoThread() throws Exception {
        Set<Thread> before = threads();
        WebContainer container = started(10_000);
        try (Provider provider = new Provider();
                RawClient client = call(container, provider)) {
            provider.event("1");
            client.head();
            assertThat(client.chunk()).contains("\"1\"");

            CompletableFuture<Void> undeployed = CompletableFuture.runAsync(() -> undeploy(container));
            for (String text : new String[] {"2", "3", "4"}) {
                provider.event(text);
                assertThat(client.chunk()).contains('"' + text + '"');
            }
            assertThat(undeployed).isNotDone();
            provider.end();

            assertThat(client.chunk()).contains("[DONE]");
            assertThat(client.chunk()).isEmpty();
            undeployed.get(10, TimeUnit.SECONDS);
        }
        container.stop();
        assertGone(before);
    }

    @Test
    void cutsAStreamThatDoesNotEndInTimeAndLeavesNoThread() throws Exception {
        Set<Thread> before = threads();
        WebContainer container = started(100);
        try (Provider provider = new Provider();
                RawClient client = call(container, provider)) {
            provider.event("1");
            client.head();
            assertThat(client.chunk()).contains("\"1\"");

            undeploy(container);

            assertThat(provider.sawTheEnd()).isTrue();
            assertThat(client.chunk()).contains("\"error\"").doesNotContain("[DONE]");
        }
        container.stop();
        assertGone(before);
    }

    @Test
    void cutsOffAClientThatDoesNotRead() throws Exception {
        WebContainer container = started(100);
        try (Provider provider = new Provider();
                RawClient client = call(container, provider)) {
            provider.event("1");
            client.head();
            provider.eventsUntilNobodyTakesThem();

            undeploy(container);

            assertThat(client.isCut()).isTrue();
        } finally {
            container.stop();
        }
    }

    private WebContainer started(int stopTimeoutMs) throws Exception {
        WebContainer container = container();
        container.start(new WebApp("/app")
                .servlet("/*", new PortkeyGatewayServlet())
                .initParam("portkey.settings", "{\"limits\":{\"stop_timeout_ms\":" + stopTimeoutMs + "}}"));
        return container;
    }

    private static RawClient call(WebContainer container, Provider provider) throws IOException {
        return new RawClient(container.port())
                .request(
                        "POST",
                        "/app/v1/chat/completions",
                        "x-portkey-provider: openai",
                        "authorization: Bearer key",
                        "x-portkey-custom-host: http://127.0.0.1:" + provider.port() + "/v1",
                        "content-type: application/json",
                        "content-length: " + REQUEST.length())
                .send(REQUEST);
    }

    private static void undeploy(WebContainer container) {
        try {
            container.undeploy();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Threads of the JVM's own common pool may have come meanwhile. */
    private static void assertGone(Set<Thread> before) throws InterruptedException {
        Set<Thread> left = threads().stream()
                .filter(thread -> !before.contains(thread)
                        && !thread.getName().startsWith("ForkJoinPool.commonPool")
                        && !thread.getName().startsWith("Common-Cleaner"))
                .collect(Collectors.toSet());
        for (Thread thread : left) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    /** Streams one answer by hand. */
    private static final class Provider implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private Socket connection;

        Provider() throws IOException {}

        int port() {
            return server.getLocalPort();
        }

        void event(String text) throws IOException {
            if (connection == null) {
                server.setSoTimeout(10_000);
                connection = server.accept();
                connection.setSoTimeout(10_000);
                connection.getInputStream().read(new byte[8192]);
                write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            }
            write("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
        }

        /** Until the buffers between here and a client that does not read are full. */
        void eventsUntilNobodyTakesThem() throws Exception {
            byte[] event = ("data: {\"x\":\"" + "x".repeat(60_000) + "\"}\n\n").getBytes(US_ASCII);
            AtomicLong written = new AtomicLong();
            Thread writer = new Thread(() -> {
                try {
                    while (true) {
                        connection.getOutputStream().write(event);
                        written.incrementAndGet();
                    }
                } catch (IOException e) {
                    written.set(-1);
                }
            });
            writer.start();
            for (long before = -1; written.get() != before; ) {
                before = written.get();
                writer.join(500);
            }
        }

        void end() throws IOException {
            write("data: [DONE]\n\n");
            connection.close();
        }

        private void write(String text) throws IOException {
            OutputStream out = connection.getOutputStream();
            out.write(text.getBytes(US_ASCII));
            out.flush();
        }

        boolean sawTheEnd() throws IOException {
            try {
                return connection.getInputStream().read() < 0;
            } catch (SocketException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            if (connection != null) {
                connection.close();
            }
        }
    }
}
