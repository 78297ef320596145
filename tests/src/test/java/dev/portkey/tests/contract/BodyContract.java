package dev.portkey.tests.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.ReceivedCall;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, what is translated, and what is streamed through as it comes. */
abstract class BodyContract extends ContractPart {
    private static final String FORM =
            "--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--b\r\n"
                    + "content-disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n";
    private static final String FORM_END = "\r\n--b--\r\n";

    BodyContract(Bench bench) {
        super(bench);
    }

    @Test
    void jsonReachesTheProviderUnchanged() {
        String body =
                "{ \"model\" : \"gpt-4o-mini\",\n \"vendor_option\":1.50, \"messages\":[{\"role\":\"user\",\"content\":"
                        + "\"\\u00e9 \u00e9 \ud83c\udf0d\"}] }";
        provider.answers(Answer.golden("openai/chat.json"));

        ask(chat().sending(body));

        assertThat(provider.takeCall().text()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/vnd.api+json"
            })
    void jsonIsTakenForJsonWhateverItIsCalled(String contentType) {
        Call unnamed = chat().without("content-type");

        for (String path : new String[] {"/v1/chat/completions", "/v1/assistants"}) {
            provider.answers(Answer.golden("openai/chat.json"));
            Call call = new Call("POST", path, unnamed.headers(), unnamed.body());
            ask(contentType.isEmpty() ? call : call.with("content-type", contentType));
            ReceivedCall received = provider.takeCall();
            assertThat(received.header("content-type")).isEqualTo("application/json");
            assertThat(received.text()).isEqualTo(CHAT);
        }
    }

    @Test
    void aFormOnAPassedThroughRouteStaysAForm() {
        provider.answers(Answer.json("{}"));

        ask(toOpenAi(Call.of("POST", "/v1/things"))
                .with("content-type", "application/x-www-form-urlencoded")
                .sending("a=1&b=2"));

        ReceivedCall call = provider.takeCall();
        assertThat(call.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(call.text()).isEqualTo("a=1&b=2");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/audio/transcriptions, multipart/form-data; boundary=b",
        "/v1/files, multipart/form-data; boundary=b",
        "/v1/images/variations, multipart/form-data; boundary=b",
        "/v1/uploads/1/parts, application/octet-stream"
    })
    void anUploadReachesTheProviderWhileItIsBeingSent(String path, String contentType) {
        provider.answers(Answer.json("{\"text\":\"done\"}"));
        try (var upload = new SubmissionPublisher<ByteBuffer>()) {
            var answer =
                    send(bench.impatient(), toOpenAi(Call.of("POST", path)).with("content-type", contentType), upload);

            upload.submit(ByteBuffer.wrap(FORM.getBytes(UTF_8)));
            ReceivedCall call = provider.takeCall();
            ReceivedCall.await(call.firstBytes());
            upload.submit(ByteBuffer.wrap(FORM_END.getBytes(UTF_8)));
            upload.close();

            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(call.header("content-type")).isEqualTo(contentType);
            assertThat(call.text()).isEqualTo(FORM + FORM_END);
        }
    }

    @Test
    void anUploadMayBeLargerThanTheLimitForJson() {
        byte[] file = new byte[3 << 20];
        new Random(7).nextBytes(file);
        provider.answers(Answer.json("{\"id\":\"file-1\"}"));
        try (var upload = new SubmissionPublisher<ByteBuffer>()) {
            var answer = send(
                    bench.impatient(),
                    toOpenAi(Call.of("POST", "/v1/files")).with("content-type", "multipart/form-data; boundary=b"),
                    upload);

            for (int from = 0; from < file.length; from += 1 << 16) {
                upload.submit(ByteBuffer.wrap(file, from, 1 << 16).slice());
            }
            upload.close();

            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(provider.takeCall().bytes()).isEqualTo(file);
        }
    }

    @Test
    void anUploadThatEndsEarlyIsAFailureAtTheProviderToo() {
        provider.answers(Answer.json("{}"));
        try (var upload = new SubmissionPublisher<ByteBuffer>()) {
            var answer = send(
                    bench.impatient(),
                    toOpenAi(Call.of("POST", "/v1/files")).with("content-type", "multipart/form-data; boundary=b"),
                    upload);
            upload.submit(ByteBuffer.wrap(FORM.getBytes(UTF_8)));
            ReceivedCall call = provider.takeCall();
            ReceivedCall.await(call.firstBytes());

            answer.cancel(true);
            upload.closeExceptionally(new IOException("the client gave up"));

            ReceivedCall.await(call.connectionClosed());
        }
    }

    @Test
    void bytesComeBackAsTheyAre() {
        byte[] audio = new byte[200_000];
        new Random(7).nextBytes(audio);
        provider.answers(Answer.bytes("audio/mpeg", audio));

        Reply reply = ask(
                toOpenAi(Call.post("/v1/audio/speech", "{\"model\":\"tts-1\",\"voice\":\"alloy\",\"input\":\"Hi\"}")));

        assertThat(reply.header("content-type")).isEqualTo("audio/mpeg");
        assertThat(reply.bytes()).isEqualTo(audio);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/assistants"})
    void aGzippedAnswerIsUnpacked(String path) {
        provider.answers(Answer.golden("openai/chat.json").gzipped());

        Reply reply = ask(toOpenAi(Call.post(path, CHAT)).with("accept-encoding", "gzip"));

        assertThat(reply.headers().contains("content-encoding")).isFalse();
        assertThat(reply.text()).isEqualTo(Golden.text("openai/chat.json"));
    }

    @Test
    void aGzippedStreamIsUnpacked() {
        provider.answers(Answer.golden("openai/chat.sse").gzipped());

        Reply reply = ask(chatStream());

        assertThat(reply.headers().contains("content-encoding")).isFalse();
        assertThat(reply.text()).isEqualTo(Golden.text("openai/chat.sse"));
    }

    @Test
    void aGzippedErrorIsUnpacked() {
        provider.answers(Answer.json(429, Golden.text("openai/error.json")).gzipped());

        assertThat(ask(chat()).json().getJsonObject("error").getString("type")).isEqualTo("insufficient_quota");
    }

    @Test
    void anAnswerOfAnthropicIsTranslated() {
        provider.answers(Answer.golden("anthropic/tools.json"));

        JsonObject reply =
                ask(toAnthropic(Call.post("/v1/chat/completions", MESSAGE))).json();

        assertThat(provider.takeCall().target()).isEqualTo("/anthropic/v1/messages");
        JsonObject choice = reply.getJsonArray("choices").getJsonObject(0);
        assertThat(reply.getString("object")).isEqualTo("chat.completion");
        assertThat(choice.getString("finish_reason")).isEqualTo("tool_calls");
        assertThat(choice.getJsonObject("message")
                        .getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments"))
                .isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void anthropicsOwnDialectIsRelayed() {
        provider.answers(Answer.golden("anthropic/messages.json"), Answer.json("{\"input_tokens\":12}"));

        Reply reply = ask(message());
        Reply count = ask(toAnthropic(Call.post("/v1/messages/count_tokens", MESSAGE)));

        assertThat(reply.text()).isEqualTo(Golden.text("anthropic/messages.json"));
        assertThat(count.text()).isEqualTo("{\"input_tokens\":12}");
        assertThat(provider.takeCall().target()).isEqualTo("/anthropic/v1/messages");
        assertThat(provider.takeCall().target()).isEqualTo("/anthropic/v1/messages/count_tokens");
    }

    @ParameterizedTest
    @CsvSource({"/v1/completions, openai/completion.json", "/v1/embeddings, openai/embeddings.json"})
    void theOtherEndpointsOfOpenAiAreServed(String path, String golden) {
        provider.answers(Answer.golden(golden));

        Reply reply = ask(toOpenAi(Call.post(path, "{\"model\":\"m\",\"prompt\":\"x\",\"input\":\"x\"}")));

        assertThat(reply.text()).isEqualTo(Golden.text(golden));
        assertThat(provider.takeCall().target()).isEqualTo("/openai" + path);
    }
}
