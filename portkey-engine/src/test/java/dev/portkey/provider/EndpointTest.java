package dev.portkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, CHAT_COMPLETION",
        "GET, /v1/chat/completions, PROXY",
        "POST, /v1/chat/completions/, PROXY",
        "GET, /v1/chat/completions/abc, PROXY",
        "POST, /v1/messages, MESSAGES",
        "POST, /v1/messages/count_tokens, MESSAGES_COUNT_TOKENS",
        "POST, /v1/messages/batches, PROXY",
        "GET, /v1/files, FILE_LIST",
        "GET, /v1/files/f-1, FILE_RETRIEVE",
        "GET, /v1/files/f-1/content, FILE_CONTENT",
        "GET, /v1/files/f-1/other, PROXY",
        "GET, /v1/files/, PROXY",
        "DELETE, /v1/files/f-1, FILE_DELETE",
        "PUT, /v1/files/f-1, PROXY",
        "GET, /v1/batches/b/output, BATCH_OUTPUT",
        "POST, /v1/batches/b/cancel, BATCH_CANCEL",
        "GET, /v1/responses/r, RESPONSE_RETRIEVE",
        "GET, /v1/responses/r/input_items, RESPONSE_INPUT_ITEMS",
        "POST, /v1/responses/r/cancel, PROXY",
        "GET, /v1/models, PROXY",
        "POST, /v1/proxy/chat/completions, PROXY",
        "OPTIONS, /v1/anything, PROXY",
    })
    void isFoundByMethodAndPath(String method, String path, Endpoint expected) {
        assertThat(Endpoint.of(method, path)).contains(expected);
    }

    @Test
    void isNothingOutsideTheVersionPath() {
        assertThat(Endpoint.of("GET", "/v2/models")).isEmpty();
        assertThat(Endpoint.of("POST", "/chat/completions")).isEmpty();
        assertThat(Endpoint.of("GET", "/v1")).isEmpty();
    }
}
