package dev.portkey.sample.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that never become a call: refused by the server, over a raw socket since clients would not send them. */
class RefusedRequestTest {
    private static StandaloneServer server;

    @BeforeAll
    static void start() throws Exception {
        server = StandaloneServer.start(CommandLine.parse(List.of("--port", "0", "--settings", "{}")));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1//foo",
                "GET /v1/%2e%2e/x",
                "GET /v1/..;/x",
                "GET /v1/a%0d%0ab",
                "GET /v1/%zz",
                "GET /v1/..%2fadmin",
                "GET /v1/..%5cadmin",
                "GET /v1/files/%2e%2e%2fadmin",
                "POST /v1//foo",
                "PATCH /v1//foo",
                "DELETE /v1/..;/x",
            })
    void refusedPathsAreAnsweredInTheGatewaysShape(String line) throws Exception {
        assertRefused(400, ask(line + " HTTP/1.1\r\nHost: secret-host\r\nConnection: close\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: x",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "No Colon Here",
            })
    void refusedHeadsAreAnsweredInTheGatewaysShape(String fields) throws Exception {
        assertRefused(400, ask("POST /v1/x HTTP/1.1\r\nHost: secret-host\r\n" + fields + "\r\n\r\n{}"));
    }

    @Test
    void headsThatAreTooLargeKeepTheirStatus() throws Exception {
        assertRefused(431, ask("GET /v1/x HTTP/1.1\r\nHost: secret-host\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"));
    }

    private static String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static void assertRefused(int status, String response) {
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + ' ')
                .containsIgnoringCase("\r\ncontent-type: application/json");
        assertThat(response).doesNotContain("secret-host", "Jetty", "127.0.0.1", "Exception", "/v1");
        JsonObject error = JsonCodec.parseObject(response.substring(response.indexOf("\r\n\r\n") + 4))
                .getJsonObject("error");
        assertThat(error.keySet()).containsExactly("message", "type", "param", "code");
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.getString("code")).isEqualTo("invalid_request");
        assertThat(error.isNull("param")).isTrue();
    }
}
