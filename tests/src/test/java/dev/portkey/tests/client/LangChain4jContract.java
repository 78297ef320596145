package dev.portkey.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.portkey.tests.door.HttpDoor;
import dev.portkey.tests.provider.Answer;
import dev.portkey.tests.provider.FakeProvider;
import dev.portkey.tests.provider.Golden;
import dev.portkey.tests.provider.LiveAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's OpenAI models (dev.langchain4j:langchain4j-open-ai), which run on the JDK's HTTP client. */
abstract class LangChain4jContract {
    private static final ChatRequest WEATHER = ChatRequest.builder()
            .messages(UserMessage.from("What is the weather in Oslo?"))
            .toolSpecifications(ToolSpecification.builder()
                    .name("weather")
                    .parameters(
                            JsonObjectSchema.builder().addStringProperty("city").build())
                    .build())
            .build();
    private static final String CHUNK =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"},\"finish_reason\":null}]}";

    private final HttpDoor door;
    private final FakeProvider provider;

    LangChain4jContract(HttpDoor door, FakeProvider provider) {
        this.door = door;
        this.provider = provider;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/chat.json", "anthropic/messages.json"})
    void chats(String golden) {
        provider.answers(Answer.golden(golden));

        assertThat(chatModel(golden).chat("Hello!")).isEqualTo("Hello! How can I help?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/chat.sse", "anthropic/messages.sse"})
    void streams(String golden) {
        provider.answers(Answer.golden(golden));
        var answer = new StreamedAnswer();

        streamingModel(golden).chat("Hello!", answer);

        assertThat(answer.whole().aiMessage().text()).isEqualTo("Hello, wörld 🌍!");
        assertThat(answer.pieces()).containsExactly("Hel", "lo, wörld 🌍", "!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/tools.json", "anthropic/tools.json"})
    void callsTools(String golden) {
        provider.answers(Answer.golden(golden));

        assertToolCall(chatModel(golden).chat(WEATHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/tools.sse", "anthropic/tools.sse"})
    void streamsToolCalls(String golden) {
        provider.answers(Answer.golden(golden));
        var answer = new StreamedAnswer();

        streamingModel(golden).chat(WEATHER, answer);

        assertToolCall(answer.whole());
    }

    @Test
    void embeds() {
        provider.answers(Answer.golden("openai/embeddings.json"));
        var model = OpenAiEmbeddingModel.builder()
                .baseUrl(door.base() + "/v1")
                .apiKey("sk-client")
                .modelName("text-embedding-3-small")
                .customHeaders(headers("openai"))
                .maxRetries(0)
                .build();

        assertThat(model.embed("Hi").content().vector()).containsExactly(0.5f, -0.25f, 0.125f);
    }

    static List<Arguments> errors() {
        return List.of(
                Arguments.of(400, InvalidRequestException.class),
                Arguments.of(401, AuthenticationException.class),
                Arguments.of(404, ModelNotFoundException.class),
                Arguments.of(429, RateLimitException.class),
                Arguments.of(503, InternalServerException.class));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsItsOwnExceptions(int status, Class<? extends RuntimeException> expected) {
        provider.answers(
                Answer.json(status, "{\"error\":{\"message\":\"No.\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}"));

        assertThatThrownBy(() -> chatModel("openai").chat("Hello!"))
                .isInstanceOf(expected)
                .hasMessageContaining("openai error: No.");
    }

    @Test
    void doesNotTakeAStreamThatIsCutForAWholeOne() {
        String whole = Golden.text("openai/chat.sse");
        provider.answers(Answer.text(200, "text/event-stream", whole).cutAfter(whole.indexOf("wörld")));
        var answer = new StreamedAnswer();

        streamingModel("openai").chat("Hello!", answer);

        assertThat(answer.whole().finishReason()).isNull();
    }

    @Test
    void hangsUpAtTheProviderWhenItCancelsAStream() {
        LiveAnswer live = provider.answersLive();
        var answer = new StreamedAnswer().cancelledAfterTheFirstPiece();

        streamingModel("openai").chat("Hello!", answer);

        live.dataUntilHungUp(CHUNK, provider.takeCall());
    }

    private OpenAiChatModel chatModel(String golden) {
        return OpenAiChatModel.builder()
                .baseUrl(door.base() + "/v1")
                .apiKey("sk-client")
                .modelName("gpt-4o-mini")
                .customHeaders(headers(golden))
                .maxRetries(0)
                .build();
    }

    private OpenAiStreamingChatModel streamingModel(String golden) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(door.base() + "/v1")
                .apiKey("sk-client")
                .modelName("gpt-4o-mini")
                .customHeaders(headers(golden))
                .build();
    }

    /** @param golden begins with the provider that answers so */
    private Map<String, String> headers(String golden) {
        return Map.of("x-portkey-provider", golden.split("/")[0], "x-portkey-custom-host", provider.url() + "/v1");
    }

    private static void assertToolCall(ChatResponse response) {
        assertThat(response.aiMessage().toolExecutionRequests()).first().satisfies(call -> {
            assertThat(call.name()).isEqualTo("weather");
            assertThat(call.arguments()).isEqualTo("{\"city\":\"Oslo\"}");
        });
    }
}
