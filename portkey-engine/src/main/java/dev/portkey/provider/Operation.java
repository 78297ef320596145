package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.StreamTranslator;
import java.util.Optional;

/**
 * How one provider serves one endpoint. The default methods are what providers that speak the client's dialect need.
 * Immutable and thread-safe.
 */
public interface Operation {
    /** What is added to the base URL, with its leading slash; may hold a query. */
    String path(ProviderCall call);

    /** The base URL of this endpoint, where it is not the provider's; a custom host replaces both. */
    default Optional<String> baseUrl(Target target) {
        return Optional.empty();
    }

    /** HTTP method towards the provider. */
    default String method(ProviderCall call) {
        return call.method();
    }

    /** The JSON to send. Asked for endpoints with a JSON body only; forms and uploads are streamed through. */
    default byte[] request(ProviderCall call) {
        return call.json().bytes();
    }

    /**
     * The client's form of a 2xx answer.
     *
     * @param body valid JSON
     * @throws UnrecognisedReplyException when the answer is not what this operation returns
     */
    default byte[] reply(ProviderCall call, byte[] body) {
        return body;
    }

    /** Whether 2xx answers are JSON to be read whole and passed through {@link #reply}; else they are streamed through. */
    default boolean repliesWithJson() {
        return true;
    }

    /** What a provider's error answer says, in OpenAI's terms. The body may be anything, even empty. */
    ProviderError error(ProviderCall call, int status, byte[] body);

    /** Whether error answers that are JSON reach the client untouched, because provider and client speak one dialect. */
    default boolean relaysErrors() {
        return false;
    }

    /** Whether the messages of errors that are not relayed begin with the provider's id. */
    default boolean prefixesErrors() {
        return true;
    }

    /**
     * The call's body, in the client's dialect, that makes the provider go on from the beginning of an answer; empty when
     * this API or model takes none.
     *
     * @param said the beginning, without white space at its end
     */
    default Optional<JsonBody> prefilled(ProviderCall call, String said) {
        return Optional.empty();
    }

    /** A fresh translator for one event stream. */
    StreamTranslator stream(ProviderCall call);
}
