package dev.portkey.sample.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxServerTest {
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'get_weather','parameters':"
            + "{'type':'object','properties':{'city':{'type':'string'},'days':{'type':'integer'},"
            + "'unit':{'enum':['C','F']}}}}},{'type':'function','function':{'name':'get_time'}}]";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SandboxServer sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxServer.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Nested
    class Chat {
        @Test
        void repeatsWhatItWasTold() throws Exception {
            JsonObject answer = json(post("/chat/completions", chat("sandbox", "Hello there", "")));

            assertThat(message(answer).getString("content")).endsWith("You said: Hello there");
            assertThat(answer.getJsonObject("usage").getInt("prompt_tokens")).isEqualTo(2);
        }

        @Test
        void streamsTheSameWordByWord() throws Exception {
            List<JsonObject> chunks = chunks(chat("sandbox", "Hello", ",'stream':true"));

            assertThat(text(chunks)).endsWith("You said: Hello");
            assertThat(chunks).noneMatch(chunk -> chunk.containsKey("usage"));
        }

        @Test
        void endsAStreamWithTheUsageThatWasAskedFor() throws Exception {
            List<JsonObject> chunks =
                    chunks(chat("sandbox", "Hello", ",'stream':true,'stream_options':{'include_usage':true}"));

            JsonObject last = chunks.get(chunks.size() - 1);
            assertThat(last.getJsonArray("choices")).isEmpty();
            assertThat(last.getJsonObject("usage").getInt("total_tokens")).isPositive();
        }

        @Test
        void callsTheToolThatIsNamed() throws Exception {
            JsonObject answer = json(post("/chat/completions", chat("sandbox", "please get_weather", "," + TOOLS)));

            JsonObject function =
                    message(answer).getJsonArray("tool_calls").getJsonObject(0).getJsonObject("function");
            assertThat(function.getString("name")).isEqualTo("get_weather");
            assertThat(function.getString("arguments")).isEqualTo("{\"city\":\"sandbox\",\"days\":1,\"unit\":\"C\"}");
            assertThat(choice(answer).getString("finish_reason")).isEqualTo("tool_calls");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "say hello                |                                                                    | 0",
                    "say hello                | ,'tool_choice':'required'                                          | 1",
                    "say hello                | ,'tool_choice':{'type':'function','function':{'name':'get_time'}}  | 1",
                    "get_weather and get_time |                                                                    | 2",
                    "get_weather and get_time | ,'parallel_tool_calls':false                                       | 1",
                    "get_weather              | ,'tool_choice':'none'                                              | 0",
                })
        void callsAsManyToolsAsItShould(String said, String more, int calls) throws Exception {
            String options = "," + TOOLS + (more == null ? "" : more);

            JsonObject answer = json(post("/chat/completions", chat("sandbox", said, options)));

            JsonArray called = message(answer).getJsonArray("tool_calls");
            assertThat(called == null ? 0 : called.size()).isEqualTo(calls);
        }

        @Test
        void streamsToolCallsInParts() throws Exception {
            List<JsonObject> chunks = chunks(chat("sandbox", "get_weather", ",'stream':true," + TOOLS));

            String arguments = "";
            for (JsonObject chunk : chunks) {
                JsonObject delta =
                        chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta");
                if (delta.containsKey("tool_calls")) {
                    arguments += delta.getJsonArray("tool_calls")
                            .getJsonObject(0)
                            .getJsonObject("function")
                            .getString("arguments");
                }
            }
            assertThat(arguments).isEqualTo("{\"city\":\"sandbox\",\"days\":1,\"unit\":\"C\"}");
        }

        @Test
        void usesWhatAToolAnswered() throws Exception {
            String body = "{'model':'sandbox'," + TOOLS + ",'messages':[{'role':'user','content':'get_time'},"
                    + "{'role':'tool','tool_call_id':'1','content':'noon'}]}";

            JsonObject answer = json(post("/chat/completions", body));

            assertThat(message(answer).getString("content")).isEqualTo("The tool answered: noon");
        }

        @Test
        void fillsAWantedSchema() throws Exception {
            String format = ",'response_format':{'type':'json_schema','json_schema':{'schema':"
                    + "{'type':'object','properties':{'ok':{'type':'boolean'}}}}}";

            JsonObject answer = json(post("/chat/completions", chat("sandbox", "Hello", format)));

            assertThat(message(answer).getString("content")).isEqualTo("{\"ok\":true}");
        }

        @Test
        void stopsAtTheLargestNumberOfTokens() throws Exception {
            JsonObject answer = json(post("/chat/completions", chat("sandbox", "Hello", ",'max_tokens':3")));

            assertThat(message(answer).getString("content")).isEqualTo("This is the");
            assertThat(choice(answer).getString("finish_reason")).isEqualTo("length");
        }
    }

    @Nested
    class Failures {
        @ParameterizedTest
        @ValueSource(ints = {400, 401, 404, 429, 500, 503})
        void haveTheStatusThatTheModelNames(int status) throws Exception {
            HttpResponse<String> response = post("/chat/completions", chat("sandbox-error-" + status, "Hello", ""));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(json(response).getJsonObject("error").getString("message"))
                    .isNotEmpty();
            assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
        }

        @Test
        void happenOnceToAFlakyModel() throws Exception {
            String body = chat("sandbox-flaky", "Hello", "");

            assertThat(post("/chat/completions", body).statusCode()).isEqualTo(503);
            assertThat(post("/chat/completions", body).statusCode()).isEqualTo(200);
            assertThat(post("/chat/completions", body).statusCode()).isEqualTo(503);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ",'stream':true"})
        void breakTheConnectionOffWhenCut(String stream) {
            assertThatThrownBy(() -> post("/chat/completions", chat("sandbox-cut", "Hello", stream)))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void areSilenceWhenStalled() {
            HttpRequest request = request("/chat/completions", chat("sandbox-stall", "Hello", ""))
                    .timeout(Duration.ofMillis(300))
                    .build();

            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }

        @Test
        void areNoJsonWhenGarbage() throws Exception {
            HttpResponse<String> whole = post("/chat/completions", chat("sandbox-garbage", "Hello", ""));
            HttpResponse<String> stream = post("/chat/completions", chat("sandbox-garbage", "Hello", ",'stream':true"));

            assertThatThrownBy(() -> json(whole)).hasMessageContaining("JSON");
            assertThat(stream.body()).contains("data: {\"choices\":[{\"delta\":\n\n");
        }

        @Test
        void areAPageWhenHtml() throws Exception {
            HttpResponse<String> response = post("/chat/completions", chat("sandbox-html", "Hello", ""));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("content-type")).contains("text/html");
        }

        @Test
        void includeModelsThatDoNotExist() throws Exception {
            assertThat(post("/chat/completions", chat("sandbox-nix", "Hello", ""))
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void includeCallsWithoutAKey() throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUri() + "/models"))
                    .build();

            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class OtherEndpoints {
        @Test
        void embedTheSameTextAlike() throws Exception {
            JsonObject floats = json(post("/embeddings", "{'model':'sandbox','input':['a b','a b','c']}"));
            JsonObject base64 =
                    json(post("/embeddings", "{'model':'sandbox','input':'a b','encoding_format':'base64'}"));

            double[] first = vector(floats, 0);
            assertThat(first).hasSize(Embeddings.DEFAULT_DIMENSIONS).isEqualTo(vector(floats, 1));
            assertThat(first).isNotEqualTo(vector(floats, 2));
            assertThat(length(first)).isCloseTo(1, within(1e-5));
            byte[] bytes = Base64.getDecoder()
                    .decode(base64.getJsonArray("data").getJsonObject(0).getString("embedding"));
            assertThat((double) ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getFloat())
                    .isEqualTo(first[0]);
        }

        @Test
        void complete() throws Exception {
            JsonObject answer = json(post("/completions", "{'model':'sandbox','prompt':'Once'}"));

            assertThat(choice(answer).getString("text")).endsWith("You said: Once");
        }

        @Test
        void listModels() throws Exception {
            JsonObject models = json(get("/models"));

            assertThat(models.getJsonArray("data"))
                    .anyMatch(model -> model.asJsonObject().getString("id").equals("sandbox-flaky"));
            assertThat(json(get("/models/sandbox")).getString("object")).isEqualTo("model");
        }
    }

    private static String chat(String model, String content, String more) {
        return "{'model':'" + model + "','messages':[{'role':'user','content':'" + content + "'}]" + more + "}";
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path, body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(sandbox.baseUri() + path))
                        .header("authorization", "Bearer sandbox")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUri() + path))
                .header("authorization", "Bearer sandbox")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    private List<JsonObject> chunks(String body) throws IOException, InterruptedException {
        String[] events = post("/chat/completions", body).body().split("\n\n");
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
        return List.of(events).subList(0, events.length - 1).stream()
                .map(event -> JsonCodec.parseObject(event.substring("data: ".length())))
                .toList();
    }

    private static String text(List<JsonObject> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("delta")
                .getString("content", "")));
        return text.toString();
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonCodec.parseObject(response.body());
    }

    private static JsonObject choice(JsonObject answer) {
        return answer.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject message(JsonObject answer) {
        return choice(answer).getJsonObject("message");
    }

    private static double[] vector(JsonObject answer, int index) {
        return answer.getJsonArray("data").getJsonObject(index).getJsonArray("embedding").stream()
                .mapToDouble(value -> ((JsonNumber) value).doubleValue())
                .toArray();
    }

    private static double length(double[] vector) {
        double square = 0;
        for (double x : vector) {
            square += x * x;
        }
        return Math.sqrt(square);
    }
}
