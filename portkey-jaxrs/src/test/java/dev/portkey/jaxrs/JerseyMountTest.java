package dev.portkey.jaxrs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.servlet.JettyContainer;
import dev.portkey.servlet.RawClient;
import dev.portkey.servlet.ScriptedBody;
import dev.portkey.servlet.WebContainer;
import dev.portkey.servlet.WebContainer.WebApp;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feature within an application that has more in it. */
class JerseyMountTest {
    private final WebContainer container = new JettyContainer();
    private final Application application = new Application();

    @AfterEach
    void stop() throws Exception {
        container.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "'',    /*,        /v1/models,                  gateway /v1/models",
        "'',    /*,        /health,                     gateway /health",
        "'',    /*,        /,                           gateway /",
        "'',    /*,        /hello,                      application",
        "/app,  /api/*,    /app/api/v1/models,          gateway /v1/models",
        "/app,  /api/*,    /app/api/hello,              application",
        "/app,  /api/v1/*, /app/api/v1/models,          gateway /v1/models",
        "/app,  /api/v1/*, /app/api/v1/v1/models,       gateway /v1/models",
        "/app,  /api/*,    /app/api/v1/files/a%20b%C3%A4, gateway /v1/files/a%20b%C3%A4",
        "/app,  /api/*,    /app/api/v1/a+b;c=d/e:f,     gateway /v1/a+b;c=d/e:f",
    })
    void takesWhatNoOtherResourceClaims(String contextPath, String mapping, String requested, String answer)
            throws Exception {
        start(contextPath, mapping, JerseyMountTest::pathSeen);

        try (RawClient client = new RawClient(container.port()).request("GET", requested)) {
            assertThat(client.body(client.head())).isEqualTo(answer);
        }
    }

    @Test
    void showsFiltersOfTheApplicationTheStatus() throws Exception {
        start(
                "",
                "/*",
                request -> CompletableFuture.completedFuture(
                        new GatewayResponse(418, Headers.EMPTY, Body.of("teapot".getBytes(UTF_8)))));

        try (RawClient client = new RawClient(container.port()).request("GET", "/v1/models")) {
            RawClient.Head head = client.head();

            assertThat(head.status()).isEqualTo(418);
            assertThat(head.field("x-application")).isEmpty();
            assertThat(client.body(head)).isEqualTo("teapot");
            assertThat(application.statuses.poll(10, TimeUnit.SECONDS)).isEqualTo(418);
        }
    }

    @Test
    void readsAFormThatIsJson() throws Exception {
        start("", "/*", request -> {
            CompletableFuture<GatewayResponse> answer = new CompletableFuture<>();
            answer.complete(new GatewayResponse(200, Headers.EMPTY, request.body()));
            return answer;
        });

        try (RawClient client = new RawClient(container.port())
                .request(
                        "POST",
                        "/v1/chat/completions",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 9")
                .send("{\"a\":\"b\"}")) {
            assertThat(client.body(client.head())).isEqualTo("{\"a\":\"b\"}");
        }
    }

    @Test
    void leavesMalformedHeadersToTheRuntime() throws Exception {
        start("", "/*", JerseyMountTest::pathSeen);

        try (RawClient client =
                new RawClient(container.port()).request("GET", "/v1/models", "Accept: no/such/type;;")) {
            RawClient.Head head = client.head();

            assertThat(head.status()).isEqualTo(400);
            client.body(head);
            client.request("GET", "/v1/models");
            assertThat(client.body(client.head())).isEqualTo("gateway /v1/models");
        }
    }

    @Test
    void cutsAnswersThoughTheApplicationMapsAllExceptions() throws Exception {
        ScriptedBody body = new ScriptedBody();
        start(
                "",
                "/*",
                request ->
                        CompletableFuture.completedFuture(new GatewayResponse(200, Headers.EMPTY, Body.of(body, -1))));

        try (RawClient client = new RawClient(container.port()).request("GET", "/v1/models")) {
            client.head();
            body.send("first");
            client.chunk();
            body.fail();

            assertThat(client.isCut()).isTrue();
        }
    }

    private void start(
            String contextPath, String mapping, Function<GatewayRequest, CompletableFuture<GatewayResponse>> gateway)
            throws Exception {
        ResourceConfig config = new ResourceConfig()
                .register(Hello.class)
                .register(application)
                .register(AllExceptions.class)
                .register(new PortkeyGatewayFeature(gateway));
        container.start(new WebApp(contextPath).servlet(mapping, new ServletContainer(config)));
    }

    private static CompletableFuture<GatewayResponse> pathSeen(GatewayRequest request) {
        return CompletableFuture.completedFuture(
                new GatewayResponse(200, Headers.EMPTY, Body.of(("gateway " + request.path()).getBytes(UTF_8))));
    }

    /** Another resource of the application. */
    @Path("hello")
    public static final class Hello {
        @GET
        public String hello() {
            return "application";
        }
    }

    /** A mapper as careless as they come. */
    public static final class AllExceptions implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable cause) {
            return Response.status(299).entity("mapped").build();
        }
    }

    /** A filter that wants to change what it sees. */
    private static final class Application implements ContainerResponseFilter {
        final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
            statuses.add(response.getStatus());
            response.getHeaders().add("x-application", "here");
        }
    }
}
