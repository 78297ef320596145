package dev.portkey.sample.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program without its launcher, and the sandbox behind it. */
class StandaloneServerTest {
    private static final String CHAT =
            "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private StandaloneServer server;

    @BeforeEach
    void start() throws Exception {
        server = StandaloneServer.start(CommandLine.parse(List.of("--port", "0", "--settings", "{}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** HTTP_2 is what the JDK's client offers by default: an upgrade from HTTP/1.1. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void answersThroughTheSandbox(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> response = client.send(chat("sandbox", false), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("You said: Hello");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void streamsThroughTheSandbox(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();

        HttpResponse<Stream<String>> response = client.send(chat("sandbox", true), HttpResponse.BodyHandlers.ofLines());

        assertThat(response.body().filter(line -> !line.isEmpty()))
                .allMatch(line -> line.startsWith("data: "))
                .anyMatch(line -> line.contains(" Hello"))
                .endsWith("data: [DONE]");
    }

    @Test
    void takesAnEncodedSlashInAnId() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(request("/v1/models/meta%2Fllama").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("meta/llama");
    }

    @Test
    void finishesARunningCallBeforeItStops() throws Exception {
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(chat("sandbox", true), HttpResponse.BodyHandlers.ofLines());

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);

        assertThat(response.body().filter(line -> !line.isEmpty())).endsWith("data: [DONE]");
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void saysThatThePortIsTaken() {
        CommandLine same = CommandLine.parse(List.of("--port", "" + server.port(), "--settings", "{}"));

        assertThatThrownBy(() -> StandaloneServer.start(same))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
    }

    private HttpRequest chat(String model, boolean stream) {
        return request("/v1/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(CHAT.formatted(model, stream)))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("x-portkey-config", "pc-sandbox");
    }
}
