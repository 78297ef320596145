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
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriorKnowledgeHttp2Test {
    private final BlockingQueue<CompletableFuture<GatewayResponse>> calls = new LinkedBlockingQueue<>();
    private final Server server = new Server();
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector =
            new ServerConnector(server, new HttpConnectionFactory(http), new PriorKnowledgeHttp2(http));
    private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client()));

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
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop();
    }

    @Test
    void answersAClientThatBeginsWithHttp2() throws Exception {
        CompletableFuture<ContentResponse> answer = send(post());

        call().complete(new GatewayResponse(200, Headers.EMPTY, Body.of("hello".getBytes(US_ASCII))));

        ContentResponse response = answer.get(10, TimeUnit.SECONDS);
        assertThat(response.getVersion()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(response.getContentAsString()).isEqualTo("hello");
    }

    @Test
    void cancelsTheCallOfAStreamThatIsReset() throws Exception {
        Request request = post();
        send(request);
        CompletableFuture<GatewayResponse> call = call();

        request.abort(new IOException("the client changed its mind"));

        assertThat(call.handle((answer, failure) -> failure))
                .succeedsWithin(10, TimeUnit.SECONDS, InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(CancellationException.class);
    }

    private Request post() {
        return client.POST("http://127.0.0.1:" + connector.getLocalPort() + "/v1/x")
                .body(new StringRequestContent("{}"));
    }

    private static CompletableFuture<ContentResponse> send(Request request) {
        return new CompletableResponseListener(request).send();
    }

    private CompletableFuture<GatewayResponse> call() throws InterruptedException {
        return calls.poll(10, TimeUnit.SECONDS);
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
