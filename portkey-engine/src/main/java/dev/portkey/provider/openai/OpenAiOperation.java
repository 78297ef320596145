package dev.portkey.provider.openai;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Operation;
import dev.portkey.provider.Prefill;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import dev.portkey.translate.StreamTranslator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One endpoint of a provider that speaks OpenAI's dialect: where it is, what of the request is changed, what of the reply.
 *
 * @param place where it is
 * @param mapping the request's rows for a call
 * @param replies what a reply is and what is changed in it
 * @param chunks what is changed in the chunks of a stream
 * @param errors how errors are spelled
 * @param prefill how it is given the beginning of an answer to go on from
 */
public record OpenAiOperation(
        Place place,
        Function<ProviderCall, RequestMapping> mapping,
        Replies replies,
        Chunks chunks,
        Errors errors,
        Prefill prefill)
        implements Operation {
    /**
     * @param path added to the base URL
     * @param baseUrl in place of the provider's, where this endpoint is elsewhere
     */
    public record Place(Function<ProviderCall, String> path, Function<Target, Optional<String>> baseUrl) {}

    /**
     * @param members at least one of these stands at the top of every reply; none means any object will do
     * @param json whether replies are JSON at all
     * @param edit what is changed in a reply
     */
    public record Replies(List<String> members, boolean json, Function<ProviderCall, BodyEdit> edit) {}

    /**
     * @param keepAlive what a comment becomes, by which a provider keeps a connection alive; empty lets it be a comment
     * @param edit what is changed in each chunk
     */
    public record Chunks(Function<ProviderCall, Optional<JsonBody>> keepAlive, Function<ProviderCall, BodyEdit> edit) {}

    /**
     * @param reader understands an error body
     * @param relayed whether JSON errors go to the client untouched
     * @param prefixed whether a message is preceded by the provider's id
     */
    public record Errors(Reader reader, boolean relayed, boolean prefixed) {
        /** Puts an error answer into OpenAI's terms. */
        @FunctionalInterface
        public interface Reader {
            ProviderError read(int status, byte[] body);
        }
    }

    /** An endpoint at that path which takes and answers what the mapping says. */
    public static OpenAiOperation at(String path, RequestMapping mapping) {
        return at(call -> path, mapping);
    }

    /** An endpoint whose path depends on the call. */
    public static OpenAiOperation at(Function<ProviderCall, String> path, RequestMapping mapping) {
        return new OpenAiOperation(
                new Place(path, target -> Optional.empty()),
                call -> mapping,
                new Replies(List.of(), true, call -> BodyEdit.NONE),
                new Chunks(call -> Optional.empty(), call -> BodyEdit.NONE),
                new Errors(OpenAiErrors::read, false, true),
                Prefill.NONE);
    }

    /** An endpoint at the client's own path without {@code /v1}, query included. */
    public static OpenAiOperation atClientPath(RequestMapping mapping) {
        return at(OpenAiOperation::clientPath, mapping);
    }

    private static String clientPath(ProviderCall call) {
        String path = call.path().substring("/v1".length());
        return call.query().isEmpty() ? path : path + "?" + call.query();
    }

    /** The same at another path. */
    public OpenAiOperation movedTo(String path) {
        return movedTo(call -> path);
    }

    public OpenAiOperation movedTo(Function<ProviderCall, String> path) {
        return placed(new Place(path, place.baseUrl));
    }

    /** The same with that in front of its path. */
    public OpenAiOperation below(String prefix) {
        return prefix.isEmpty() ? this : movedTo(call -> prefix + place.path.apply(call));
    }

    /** The same below another base URL; empty where an option is missing, which leaves the provider's. */
    public OpenAiOperation hostedAt(Function<Target, Optional<String>> baseUrl) {
        return placed(new Place(place.path, baseUrl));
    }

    /** Sends what that mapping says. */
    public OpenAiOperation sending(RequestMapping newMapping) {
        return sending(call -> newMapping);
    }

    /** Sends what one mapping says in calls with strict compliance, and what another says in those without. */
    public OpenAiOperation sending(RequestMapping strict, RequestMapping lax) {
        return sending(call -> call.strict() ? strict : lax);
    }

    private OpenAiOperation sending(Function<ProviderCall, RequestMapping> newMapping) {
        return new OpenAiOperation(place, newMapping, replies, chunks, errors, prefill);
    }

    /** Replies get a {@code provider} member with the id of the provider that was called. */
    public OpenAiOperation labelled() {
        return editing(OpenAiOperation::label);
    }

    /** The chunks of streams get a {@code provider} member as well. */
    public OpenAiOperation labelledChunks() {
        return editingChunks(OpenAiOperation::label);
    }

    /** Changes replies and the chunks of streams alike, after what is changed in them already. */
    public OpenAiOperation editingBoth(Function<ProviderCall, BodyEdit> edit) {
        return editing(edit).editingChunks(edit);
    }

    /** Changes replies, after what is changed in them already. */
    public OpenAiOperation editing(Function<ProviderCall, BodyEdit> edit) {
        Function<ProviderCall, BodyEdit> before = replies.edit;
        return replying(new Replies(
                replies.members, replies.json, call -> before.apply(call).then(edit.apply(call))));
    }

    /** Changes the chunks of streams, after what is changed in them already. */
    public OpenAiOperation editingChunks(Function<ProviderCall, BodyEdit> edit) {
        Function<ProviderCall, BodyEdit> before = chunks.edit;
        return streaming(new Chunks(chunks.keepAlive, call -> before.apply(call).then(edit.apply(call))));
    }

    /** Sends a chunk for each comment, to clients that would take a comment for data. */
    public OpenAiOperation sayingForComments(Function<ProviderCall, JsonBody> keepAlive) {
        return streaming(new Chunks(call -> Optional.of(keepAlive.apply(call)), chunks.edit));
    }

    /** Replies and chunks as the provider sends them. */
    public OpenAiOperation unedited() {
        return replying(new Replies(replies.members, replies.json, call -> BodyEdit.NONE))
                .streaming(new Chunks(chunks.keepAlive, call -> BodyEdit.NONE));
    }

    /** A reply without any of these members is no reply. */
    public OpenAiOperation replyingWith(String... members) {
        return replying(new Replies(List.of(members), replies.json, replies.edit));
    }

    /** Replies that are streamed through whatever they are: audio, file contents, transcripts in plain text. */
    public OpenAiOperation replyingWithAnything() {
        return replying(new Replies(replies.members, false, replies.edit));
    }

    /** Reads error answers another way. */
    public OpenAiOperation readingErrors(Errors.Reader reader) {
        return failing(new Errors(reader, errors.relayed, errors.prefixed));
    }

    public OpenAiOperation relayingErrors() {
        return failing(new Errors(errors.reader, true, errors.prefixed));
    }

    /** Messages of errors stay without the provider's id in front. */
    public OpenAiOperation withoutErrorPrefix() {
        return failing(new Errors(errors.reader, errors.relayed, false));
    }

    /** Can be given the beginning of an answer. */
    public OpenAiOperation prefilledBy(Prefill newPrefill) {
        return new OpenAiOperation(place, mapping, replies, chunks, errors, newPrefill);
    }

    @Override
    public String path(ProviderCall call) {
        return place.path.apply(call);
    }

    @Override
    public Optional<String> baseUrl(Target target) {
        return place.baseUrl.apply(target);
    }

    @Override
    public byte[] request(ProviderCall call) {
        return mapping.apply(call).apply(call.json(), call.target());
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        JsonBody reply = JsonBody.parse(body);
        if (!replies.members.isEmpty() && replies.members.stream().noneMatch(reply::has)) {
            throw new UnrecognisedReplyException("no member " + String.join(" or ", replies.members));
        }
        return replies.edit.apply(call).apply(reply).bytes();
    }

    @Override
    public boolean repliesWithJson() {
        return replies.json;
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return errors.reader.read(status, body);
    }

    @Override
    public boolean relaysErrors() {
        return errors.relayed;
    }

    @Override
    public boolean prefixesErrors() {
        return errors.prefixed;
    }

    @Override
    public Optional<JsonBody> prefilled(ProviderCall call, String said) {
        return prefill.apply(call.json(), said);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return switch (call.endpoint()) {
            case CHAT_COMPLETION, COMPLETION ->
                new OpenAiStream(
                        chunks.edit.apply(call), chunks.keepAlive.apply(call), RequestedChoices.of(call.json()));
            default -> new NamedEventStream();
        };
    }

    private OpenAiOperation placed(Place newPlace) {
        return new OpenAiOperation(newPlace, mapping, replies, chunks, errors, prefill);
    }

    private OpenAiOperation replying(Replies newReplies) {
        return new OpenAiOperation(place, mapping, newReplies, chunks, errors, prefill);
    }

    private OpenAiOperation streaming(Chunks newChunks) {
        return new OpenAiOperation(place, mapping, replies, newChunks, errors, prefill);
    }

    private OpenAiOperation failing(Errors newErrors) {
        return new OpenAiOperation(place, mapping, replies, chunks, newErrors, prefill);
    }

    private static BodyEdit label(ProviderCall call) {
        var id = JsonCodec.string(call.target().provider());
        return body -> body.with("provider", id);
    }
}
