package dev.portkey.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Body;
import dev.portkey.http.BodyCollector;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Timeouts;
import dev.portkey.http.TransportException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;

/** A transport and the servers of one test, closed after it; and the requests most tests send. */
abstract class TransportFixture {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    <T extends AutoCloseable> T closedAfterwards(T resource) {
        opened.add(resource);
        return resource;
    }

    ScriptedServer server(ScriptedServer.Script script) {
        return closedAfterwards(ScriptedServer.running(script));
    }

    JettyTransport transport() {
        return transport(TransportSettings.defaults());
    }

    JettyTransport transport(TransportSettings settings) {
        return closedAfterwards(new JettyTransport(settings));
    }

    static ProviderRequest get(URI uri) {
        return new ProviderRequest("GET", uri, Headers.EMPTY, Body.empty(), false, Timeouts.NONE);
    }

    static ProviderRequest post(URI uri, String body) {
        return post(uri, Body.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static ProviderRequest post(URI uri, Body body) {
        Headers headers = Headers.of("content-type", "application/json");
        return new ProviderRequest("POST", uri, headers, body, false, Timeouts.NONE);
    }

    static ProviderRequest with(ProviderRequest request, Timeouts timeouts) {
        return new ProviderRequest(
                request.method(), request.uri(), request.headers(), request.body(), request.guarded(), timeouts);
    }

    static ProviderRequest with(ProviderRequest request, Headers headers) {
        return new ProviderRequest(
                request.method(), request.uri(), headers, request.body(), request.guarded(), request.timeouts());
    }

    static ProviderRequest guarded(ProviderRequest request) {
        return new ProviderRequest(
                request.method(), request.uri(), request.headers(), request.body(), true, request.timeouts());
    }

    /** What the future brings, within ten seconds. */
    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    static String text(ProviderResponse response) throws Exception {
        return new String(await(BodyCollector.collect(response.body(), 10_000_000)), StandardCharsets.UTF_8);
    }

    /** The kind of failure that the future ends with. */
    static TransportException.Kind failure(CompletableFuture<?> future) throws InterruptedException, TimeoutException {
        try {
            Object result = future.get(10, TimeUnit.SECONDS);
            throw new AssertionError("a failure was expected, not " + result);
        } catch (ExecutionException e) {
            return kind(e.getCause());
        }
    }

    static TransportException.Kind kind(Throwable failure) {
        assertThat(failure).isInstanceOf(TransportException.class);
        return ((TransportException) failure).kind();
    }
}
