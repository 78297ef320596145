package dev.portkey.tests.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.tests.door.Call;
import dev.portkey.tests.door.Reply;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.ReceivedCall;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** What {@code default_params}, {@code override_params} and {@code drop_params} make of a request. */
abstract class RequestParamsContract extends ContractPart {
    private static final String MODEL = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    RequestParamsContract(Bench bench) {
        super(bench);
    }

    private static Call transcription(String config) {
        return Call.of("POST", "/v1/audio/transcriptions")
                .with("content-type", "multipart/form-data; boundary=b")
                .with("x-portkey-config", config);
    }

    @Test
    void jsonIsShapedInTheDocumentedOrder() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(Call.post("/v1/chat/completions", CHAT)
                .with(
                        "x-portkey-config",
                        "{\"virtual_key\":\"openai-prod\",\"default_params\":{\"model\":\"unused\",\"temperature\":0,"
                                + "\"user\":\"u\"},\"override_params\":{\"stream_options.include_usage\":true},"
                                + "\"drop_params\":[\"user\",\"messages[*].content\"]}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.takeCall().text())
                .isEqualTo("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\"}],\"temperature\":0,"
                        + "\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void aSlugInTheOverriddenModelChoosesTheVirtualKey() {
        provider.answers(Answer.golden("openai/chat.json"));

        ask(Call.post("/v1/chat/completions", CHAT)
                .with("x-portkey-config", "{\"override_params\":{\"model\":\"@openai-prod/gpt-4o\"}}"));

        ReceivedCall call = provider.takeCall();
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertThat(call.json().getString("model")).isEqualTo("gpt-4o");
    }

    @Test
    void aSlugChoosesTheVirtualKeyOfAFormToo() {
        provider.answers(Answer.json("{\"text\":\"done\"}"));

        Reply reply = ask(transcription("{\"override_params\":{\"model\":\"@openai-prod/whisper-1\"}}")
                .sending(MODEL + "other\r\n" + FILE + "RIFF" + END));

        assertThat(reply.status()).isEqualTo(200);
        ReceivedCall call = provider.takeCall();
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertThat(call.text()).isEqualTo(MODEL + "whisper-1\r\n" + FILE + "RIFF" + END);
    }

    @Test
    void aSlugChoosesTheVirtualKeyOfACallWithoutBody() {
        provider.answers(Answer.json("{\"data\":[]}"));

        ask(Call.get("/v1/files").with("x-portkey-config", "{\"override_params\":{\"model\":\"@openai-prod/m\"}}"));

        assertThat(provider.takeCall().header("authorization")).isEqualTo("Bearer sk-stored-openai");
    }

    @Test
    void aFormIsShapedWhileItStreams() {
        provider.answers(Answer.json("{\"text\":\"done\"}"));
        byte[] file = new byte[1 << 20];
        new Random(3).nextBytes(file);
        Call call = transcription("{\"virtual_key\":\"openai-prod\",\"override_params\":{\"model\":\"whisper-1\"},"
                + "\"default_params\":{\"language\":\"de\"},\"drop_params\":[\"prompt\"]}");
        try (var upload = new SubmissionPublisher<ByteBuffer>()) {
            var answer = send(bench.open(), call, upload);

            upload.submit(ByteBuffer.wrap((MODEL.replace("model", "prompt") + "x\r\n" + FILE).getBytes(UTF_8)));
            ReceivedCall received = provider.takeCall();
            ReceivedCall.await(received.firstBytes());
            for (int from = 0; from < file.length; from += 1 << 16) {
                upload.submit(ByteBuffer.wrap(file, from, 1 << 16).slice());
            }
            upload.submit(ByteBuffer.wrap(END.getBytes(UTF_8)));
            upload.close();

            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(new String(received.bytes(), ISO_8859_1))
                    .isEqualTo(MODEL + "whisper-1\r\n" + FILE
                            + new String(file, ISO_8859_1) + "\r\n"
                            + MODEL.replace("model", "language") + "de" + END);
        }
    }

    @Test
    void aFormThatCouldBeReadInTwoWaysIsRefused() {
        Reply reply = ask(transcription("{\"virtual_key\":\"openai-prod\",\"override_params\":{\"model\":\"m\"}}")
                .sending(MODEL.replace("name=", "name=\"a\"; name=") + "x" + END));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void aPassthroughTargetGoesWhereTheCallSays() {
        provider.answers(Answer.golden("openai/chat.json"), Answer.golden("openai/chat.json"));
        String config = "{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"passthrough\":true}]}";

        ask(Call.post("/v1/chat/completions", CHAT)
                .with("x-portkey-config", config)
                .with("x-portkey-provider", "@openai-prod"));
        ask(Call.post("/v1/chat/completions", CHAT.replace("gpt-4o-mini", "@openai-prod/gpt-4o"))
                .with("x-portkey-config", config));

        assertThat(provider.takeCall().header("authorization")).isEqualTo("Bearer sk-stored-openai");
        ReceivedCall byModel = provider.takeCall();
        assertThat(byModel.header("authorization")).isEqualTo("Bearer sk-stored-openai");
        assertThat(byModel.json().getString("model")).isEqualTo("gpt-4o");
    }

    @Test
    void theHeaderOfAPassthroughTargetBeatsTheModel() {
        provider.answers(Answer.golden("openai/chat.json"));

        ask(Call.post("/v1/chat/completions", CHAT.replace("gpt-4o-mini", "@openai-prod/gpt-4o"))
                .with("x-portkey-config", "{\"strategy\":{\"mode\":\"single\"},\"targets\":[{\"passthrough\":true}]}")
                .with("x-portkey-provider", "@openai-org"));

        ReceivedCall call = provider.takeCall();
        assertThat(call.header("authorization")).isEqualTo("Bearer sk-stored-org");
        assertThat(call.json().getString("model")).isEqualTo("gpt-4o");
    }

    @Test
    void aPassthroughTargetOfACallThatNamesNothingFailsAlone() {
        provider.answers(Answer.golden("openai/chat.json"));

        Reply reply = ask(Call.post("/v1/chat/completions", CHAT)
                .with(
                        "x-portkey-config",
                        "{\"strategy\":{\"mode\":\"fallback\"},\"targets\":[{\"passthrough\":true},"
                                + "{\"virtual_key\":\"openai-prod\"}]}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("x-portkey-last-used-option-index")).isEqualTo("config.targets[1]");
    }
}
