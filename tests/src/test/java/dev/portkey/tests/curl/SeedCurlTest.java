package dev.portkey.tests.curl;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.portkey.tests.contract.Bench;
import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.door.StandaloneGateway;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every curl line of the documentation, run by a shell against {@code java -jar portkey.war}, whose settings know the virtual
 * keys and saved configs the lines name.
 */
@EnabledIf("possible")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedCurlTest {
    /** Quiet, and with the status on standard output instead of the answer. */
    private static final String PRELUDE = "set -u; curl() { command curl -sS -o answer -w '%{http_code}' \"$@\"; }; ";

    private Bench bench;
    private HttpDoor gateway;

    /** One block of the file. */
    record Example(String name, String command) {
        static Example of(String block) {
            return new Example(
                    block.lines().findFirst().orElseThrow(),
                    block.lines().skip(1).collect(joining("\n")));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static boolean possible() {
        return StandaloneGateway.isBuilt()
                && Stream.of("/bin/bash", "/usr/bin/curl").allMatch(program -> Files.isExecutable(Path.of(program)));
    }

    static Stream<Example> examples() throws IOException {
        try (InputStream in = SeedCurlTest.class.getResourceAsStream("/seeds/curl.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^## ")).skip(1).map(Example::of);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        bench = new Bench(folder, StandaloneGateway::door);
        gateway = StandaloneGateway.door(bench.settingsFile("curl"));
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        bench.close();
    }

    @BeforeEach
    void forgetEarlierTests() {
        bench.provider().forget();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void works(Example example, @TempDir Path folder) throws Exception {
        boolean azure = example.command().contains("azure");
        assumeFalse(example.command().contains("mistral-ai"), "a provider that is not built yet");
        bench.provider().answers(answer(example.command()));
        Files.writeString(folder.resolve("speech.mp3"), "ID3");

        String status = run(example.command(), folder);

        // No test can play https://my-resource.openai.azure.com: that the way leads there is all there is to see.
        assertThat(status).as(() -> answerIn(folder)).isEqualTo(azure ? "502" : "200");
        ReceivedCall call = bench.provider().takeCall();
        assertThat(call.method()).isEqualTo(azure ? "CONNECT" : "POST");
        assertThat(call.headers().names()).noneMatch(name -> name.startsWith("x-portkey-"));
        assertThat(bench.provider().untakenCalls()).isEmpty();
    }

    private String run(String command, Path folder) throws Exception {
        String line = command.replace("GATEWAY", gateway.base().toString())
                .replace("MODEL_URL", "127.0.0.1:" + bench.provider().port());
        var shell = new ProcessBuilder("/bin/bash", "-c", PRELUDE + line)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("PORTKEY_API_KEY", "pk-any");
        shell.environment().put("OPENAI_API_KEY", "sk-client");
        shell.environment().put("PORTKEY_PROVIDER_VIRTUAL_KEY", "openai-virtual-key");
        shell.environment().put("UNIQUE_TRACE_ID", "trace-1");
        return new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Answer answer(String command) {
        if (command.contains("/chat/completions")) {
            return Answer.golden(command.contains("\"stream\": true") ? "openai/chat.sse" : "openai/chat.json");
        } else if (command.contains("azure")) {
            return Answer.text(502, "text/plain", "no tunnel today");
        } else if (command.contains("/embeddings")) {
            return Answer.golden("openai/embeddings.json");
        } else if (command.contains("/audio/speech")) {
            return Answer.bytes("audio/mpeg", new byte[] {1, 2, 3});
        } else if (command.contains("/v1/completions")) {
            return Answer.golden("openai/completion.json");
        }
        return Answer.json("{\"created\":1,\"data\":[],\"text\":\"Hi\"}");
    }

    private static String answerIn(Path folder) {
        try {
            return Files.exists(folder.resolve("answer")) ? Files.readString(folder.resolve("answer")) : "no answer";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
