package dev.portkey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.exchange.GatewayResponse;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.servlet.WebContainer.WebApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the gateway may be mounted, and which path it then sees. */
abstract class MountContract {
    private final WebContainer container = container();

    abstract WebContainer container();

    @AfterEach
    void stop() throws Exception {
        container.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "'',    /*,        /v1/models,                  /v1/models",
        "'',    /,         /v1/models,                  /v1/models",
        "'',    /,         /,                           /",
        "'',    /v1/*,     /v1/models,                  /v1/models",
        "'',    /v1/*,     /v1/v1/models,               /v1/models",
        "'',    /v1/*,     /v1/health,                  /health",
        "/app,  /*,        /app/v1/models,              /v1/models",
        "/app,  /*,        /app/,                       /",
        "/app,  /*,        /app/health,                 /health",
        "/app,  /,         /app/v1/chat/completions,    /v1/chat/completions",
        "/app,  /ai/*,     /app/ai/v1/models,           /v1/models",
        "/app,  /ai/*,     /app/ai,                     /",
        "/app,  /ai/v1/*,  /app/ai/v1/chat/completions, /v1/chat/completions",
        "/app,  /ai/v1/*,  /app/ai/v1/v1/models,        /v1/models",
        "/app,  /ai/v1/*,  /app/ai/v1/ready,            /ready",
        "/v1,   /*,        /v1/models,                  /v1/models",
        "/app,  /v1/models, /app/v1/models,             /v1/models",
        "'',    /*,        /v1/files/a%20b%C3%A4,       /v1/files/a%20b%C3%A4",
        "'',    /*,        /v1/a+b;c=d/e:f,             /v1/a+b;c=d/e:f",
        "/app,  /ai/*,     /app/%61i/v1/a%20b,          /v1/a%20b",
        "/app,  /ai/*,     /app/ai/v1/x/../models,      /v1/models",
    })
    void seesThePathBelowTheMount(String contextPath, String mapping, String requested, String seen) throws Exception {
        container.start(new WebApp(contextPath).servlet(mapping, new PortkeyGatewayServlet(MountContract::pathSeen)));

        assertThat(get(requested)).isEqualTo("gateway " + seen);
    }

    @ParameterizedTest
    @CsvSource({
        "'',      /app/v1/models,          gateway /v1/models",
        "'',      /app/v1/chat/completions, gateway /v1/chat/completions",
        "'',      /app/v1,                 application",
        "'',      /app/v12/models,         application",
        "'',      /app/,                   application",
        "'',      /app/ai/v1/models,       application",
        "/ai,     /app/ai/v1/models,       gateway /v1/models",
        "/ai/,    /app/ai/v1/models,       gateway /v1/models",
        "/ai,     /app/v1/models,          application",
        "/ai/v1,  /app/ai/v1/models,       gateway /v1/models",
        "/ai/v1,  /app/ai/v1/v1/models,    gateway /v1/models",
    })
    void filterTakesWhatIsTheGateways(String place, String requested, String answer) throws Exception {
        container.start(new WebApp("/app")
                .servlet("/*", new Application())
                .filter(new PortkeyGatewayFilter(MountContract::pathSeen))
                .initParam("portkey.path", place));

        assertThat(get(requested)).isEqualTo(answer);
    }

    @Test
    void applicationNeverSeesACallThatWasCutBehindTheFilter() throws Exception {
        ScriptedBody body = new ScriptedBody();
        Application application = new Application();
        container.start(new WebApp("")
                .servlet("/*", application)
                .filter(new PortkeyGatewayFilter(request -> CompletableFuture.completedFuture(
                        new GatewayResponse(200, Headers.EMPTY, Body.of(body, -1))))));

        try (RawClient client = new RawClient(container.port()).request("GET", "/v1/models")) {
            client.head();
            body.send("first");
            client.chunk();
            body.fail();

            assertThat(client.isCut()).isTrue();
            assertThat(application.served).isFalse();
        }
    }

    /** By itself, or because its container lets no encoded slash through. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/..%2fadmin", "/v1/files/%2e%2e%2fadmin", "/v1/files/..%5cadmin"})
    void refusesDotSegmentsBehindEncodedSlashes(String requested) throws Exception {
        container.start(new WebApp("").servlet("/*", new PortkeyGatewayServlet(MountContract::pathSeen)));

        try (RawClient client = new RawClient(container.port()).request("GET", requested)) {
            assertThat(client.head().status()).isEqualTo(400);
        }
    }

    private String get(String path) throws IOException {
        try (RawClient client = new RawClient(container.port()).request("GET", path)) {
            return client.body(client.head());
        }
    }

    private static CompletableFuture<GatewayResponse> pathSeen(GatewayRequest request) {
        return CompletableFuture.completedFuture(
                new GatewayResponse(200, Headers.EMPTY, Body.of(("gateway " + request.path()).getBytes(UTF_8))));
    }

    /** What else lives in the web application. */
    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1;

        volatile boolean served;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            served = true;
            response.setContentLength("application".length());
            response.getOutputStream().print("application");
        }
    }
}
