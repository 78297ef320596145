package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import dev.portkey.translate.StreamTranslator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One endpoint of a provider that speaks OpenAI's dialect: where it is, what of the request is changed, what of the reply.
 *
 * @param path added to the base URL
 * @param mapping the request's rows
 * @param replyEdit what is changed in a reply
 * @param chunkEdit what is changed in the chunks of a stream
 * @param replyMembers at least one of these stands at the top of every reply; none means any object will do
 * @param json whether replies are JSON
 * @param relaysErrors whether errors go to the client untouched
 */
public record OpenAiOperation(
        Function<ProviderCall, String> path,
        RequestMapping mapping,
        UnaryOperator<JsonBody> replyEdit,
        Function<ProviderCall, OpenAiStream.ChunkEdit> chunkEdit,
        List<String> replyMembers,
        boolean json,
        boolean relaysErrors)
        implements Operation {
    /** An endpoint at that path which takes and answers what the mapping says. */
    public static OpenAiOperation at(String path, RequestMapping mapping) {
        return at(call -> path, mapping);
    }

    /** An endpoint whose path depends on the call. */
    public static OpenAiOperation at(Function<ProviderCall, String> path, RequestMapping mapping) {
        return new OpenAiOperation(
                path, mapping, UnaryOperator.identity(), call -> OpenAiStream.ChunkEdit.NONE, List.of(), true, false);
    }

    /** An endpoint at the client's own path without {@code /v1}, query included. */
    public static OpenAiOperation atClientPath(RequestMapping mapping) {
        return at(OpenAiOperation::clientPath, mapping);
    }

    private static String clientPath(ProviderCall call) {
        String path = call.path().substring("/v1".length());
        return call.query().isEmpty() ? path : path + "?" + call.query();
    }

    /** Replies get a {@code provider} member with that id. */
    public OpenAiOperation labelled(String providerId) {
        return editing(reply -> label(reply, providerId));
    }

    /** The chunks of streams get a {@code provider} member as well. */
    public OpenAiOperation labelledChunks(String providerId) {
        return editingChunks(call -> chunk -> label(chunk, providerId));
    }

    public OpenAiOperation editing(UnaryOperator<JsonBody> newReplyEdit) {
        return new OpenAiOperation(path, mapping, newReplyEdit, chunkEdit, replyMembers, json, relaysErrors);
    }

    public OpenAiOperation editingChunks(Function<ProviderCall, OpenAiStream.ChunkEdit> newChunkEdit) {
        return new OpenAiOperation(path, mapping, replyEdit, newChunkEdit, replyMembers, json, relaysErrors);
    }

    /** A reply without any of these members is no reply. */
    public OpenAiOperation replyingWith(String... members) {
        return new OpenAiOperation(path, mapping, replyEdit, chunkEdit, List.of(members), json, relaysErrors);
    }

    /** Replies that are streamed through whatever they are: audio, file contents, transcripts in plain text. */
    public OpenAiOperation replyingWithAnything() {
        return new OpenAiOperation(path, mapping, replyEdit, chunkEdit, replyMembers, false, relaysErrors);
    }

    public OpenAiOperation relayingErrors() {
        return new OpenAiOperation(path, mapping, replyEdit, chunkEdit, replyMembers, json, true);
    }

    @Override
    public String path(ProviderCall call) {
        return path.apply(call);
    }

    @Override
    public byte[] request(ProviderCall call) {
        return mapping.apply(call.json(), call.target());
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        JsonBody reply = JsonBody.parse(body);
        if (!replyMembers.isEmpty() && replyMembers.stream().noneMatch(reply::has)) {
            throw new UnrecognisedReplyException("no member " + String.join(" or ", replyMembers));
        }
        return replyEdit.apply(reply).bytes();
    }

    @Override
    public boolean repliesWithJson() {
        return json;
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return new OpenAiStream(chunkEdit.apply(call));
    }

    private static JsonBody label(JsonBody body, String providerId) {
        return body.has("provider") ? body : body.with("provider", JsonCodec.string(providerId));
    }
}
