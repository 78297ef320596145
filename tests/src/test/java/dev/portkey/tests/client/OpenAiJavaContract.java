package dev.portkey.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.FakeProvider;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.LiveAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenAI's client for Java (com.openai:openai-java). */
abstract class OpenAiJavaContract {
    private static final ChatCompletionCreateParams HELLO = ChatCompletionCreateParams.builder()
            .model("gpt-4o-mini")
            .addUserMessage("Hello!")
            .build();
    private static final ChatCompletionCreateParams WEATHER = HELLO.toBuilder()
            .addTool(ChatCompletionFunctionTool.builder()
                    .function(FunctionDefinition.builder()
                            .name("weather")
                            .parameters(FunctionParameters.builder()
                                    .putAdditionalProperty("type", JsonValue.from("object"))
                                    .putAdditionalProperty(
                                            "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                    .build())
                            .build())
                    .build())
            .build();
    private static final String CHUNK =
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"},\"finish_reason\":null}]}";

    private final HttpDoor door;
    private final FakeProvider provider;

    OpenAiJavaContract(HttpDoor door, FakeProvider provider) {
        this.door = door;
        this.provider = provider;
    }

    @Test
    void chats() {
        provider.answers(Answer.golden("openai/chat.json"));

        ChatCompletion completion = openai().chat().completions().create(HELLO);

        assertThat(completion.choices().get(0).message().content()).contains("Hello! How can I help?");
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(15);
    }

    @Test
    void chatsWithAnthropic() {
        provider.answers(Answer.golden("anthropic/messages.json"));

        ChatCompletion completion = anthropic().chat().completions().create(HELLO);

        assertThat(completion.choices().get(0).message().content()).contains("Hello! How can I help?");
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(provider.takeCall().header("x-api-key")).isEqualTo("sk-client");
    }

    @Test
    void chatsWithTheSandbox() {
        ChatCompletion completion =
                client("x-portkey-config", "pc-sandbox").chat().completions().create(HELLO);

        assertThat(completion.choices().get(0).message().content().orElseThrow())
                .isNotBlank();
    }

    @Test
    void streams() {
        provider.answers(Answer.golden("openai/chat.sse"));

        assertThat(text(openai())).isEqualTo("Hello, wörld 🌍!");
    }

    @Test
    void streamsFromAnthropic() {
        provider.answers(Answer.golden("anthropic/messages.sse"));

        assertThat(text(anthropic())).isEqualTo("Hello, wörld 🌍!");
    }

    @Test
    void streamsFromTheSandbox() {
        assertThat(text(client("x-portkey-config", "pc-sandbox"))).isNotBlank();
    }

    @Test
    void callsTools() {
        provider.answers(Answer.golden("openai/tools.json"), Answer.golden("anthropic/tools.json"));

        for (OpenAIClient client : List.of(openai(), anthropic())) {
            var call = client.chat()
                    .completions()
                    .create(WEATHER)
                    .choices()
                    .get(0)
                    .message()
                    .toolCalls()
                    .orElseThrow()
                    .get(0);
            assertThat(call.asFunction().function().name()).isEqualTo("weather");
            assertThat(call.asFunction().function().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
        }
    }

    @Test
    void streamsToolCalls() {
        provider.answers(Answer.golden("openai/tools.sse"), Answer.golden("anthropic/tools.sse"));

        for (OpenAIClient client : List.of(openai(), anthropic())) {
            try (StreamResponse<ChatCompletionChunk> stream =
                    client.chat().completions().createStreaming(WEATHER)) {
                assertThat(stream.stream()
                                .flatMap(chunk -> chunk.choices().stream())
                                .flatMap(choice ->
                                        choice.delta().toolCalls().stream().flatMap(List::stream))
                                .flatMap(call -> call.function().stream())
                                .flatMap(function -> function.arguments().stream())
                                .collect(Collectors.joining()))
                        .isEqualTo("{\"city\":\"Oslo\"}");
            }
        }
    }

    @Test
    void embeds() {
        provider.answers(Answer.golden("openai/embeddings.json"));

        var embeddings = openai().embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .input("Hi")
                        .build());

        assertThat(embeddings.data().get(0).embedding()).containsExactly(0.5f, -0.25f, 0.125f);
    }

    static List<Arguments> errors() {
        return List.of(
                Arguments.of(400, BadRequestException.class),
                Arguments.of(401, UnauthorizedException.class),
                Arguments.of(404, NotFoundException.class),
                Arguments.of(429, RateLimitException.class),
                Arguments.of(503, InternalServerException.class));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsItsOwnExceptions(int status, Class<? extends OpenAIServiceException> expected) {
        provider.answers(
                Answer.json(status, "{\"error\":{\"message\":\"No.\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}"));

        assertThatThrownBy(() -> openai().chat().completions().create(HELLO))
                .isInstanceOf(expected)
                .hasMessageContaining("No.")
                .asInstanceOf(type(OpenAIServiceException.class))
                .satisfies(error -> assertThat(error.code()).contains("c"));
    }

    @Test
    void throwsItsOwnExceptionForAnErrorOfTheGateway() {
        provider.answers(Answer.golden("openai/chat.json").cutAfter(50));

        assertThatThrownBy(() -> openai().chat().completions().create(HELLO))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("502");
    }

    @Test
    void noticesAStreamThatIsCut() {
        String whole = Golden.text("openai/chat.sse");
        int half = whole.indexOf("wörld");
        provider.answers(Answer.text(200, "text/event-stream", whole).cutAfter(half));

        assertThatThrownBy(() -> text(openai())).hasMessageContaining("incomplete");
    }

    @Test
    void hangsUpAtTheProviderWhenItClosesAStream() {
        LiveAnswer live = provider.answersLive();
        CompletableFuture.runAsync(() -> live.data(CHUNK));

        try (var stream = openai().chat().completions().createStreaming(HELLO)) {
            assertThat(stream.stream()
                            .iterator()
                            .next()
                            .choices()
                            .get(0)
                            .delta()
                            .content())
                    .contains("word");
        }

        live.dataUntilHungUp(CHUNK, provider.takeCall());
    }

    private OpenAIClient openai() {
        return client("x-portkey-provider", "openai");
    }

    private OpenAIClient anthropic() {
        return client("x-portkey-provider", "anthropic");
    }

    private OpenAIClient client(String header, String value) {
        OpenAIOkHttpClient.Builder client = OpenAIOkHttpClient.builder()
                .baseUrl(door.base() + "/v1")
                .apiKey("sk-client")
                .maxRetries(0)
                .putHeader(header, value);
        if (header.equals("x-portkey-provider")) {
            client.putHeader("x-portkey-custom-host", provider.url() + "/v1");
        }
        return client.build();
    }

    private static String text(OpenAIClient client) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(HELLO)) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }
}
