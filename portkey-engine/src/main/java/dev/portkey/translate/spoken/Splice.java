package dev.portkey.translate.spoken;

import dev.portkey.json.JsonCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the answer of one provider to what the client has been told by others: swallows what was said already, lets the
 * rest through, and throws {@link DivergedException} when the two do not fit. Text is compared by UTF-16 unit, so that it
 * may have been cut within a surrogate pair.
 *
 * <p>Thoughts of a second model are not shown: the client has those of the first. Usage comes once, at the end, as the sum
 * of all calls. One instance per answer, confined to one thread at a time.
 */
public final class Splice {
    /** Where the last event of a rescued answer names the rescue. */
    static final String NOTE = "x_portkey";

    private final List<Transcript.Segment> heard;
    private final JsonObject billed;
    private final JsonObject note;

    // Where in what was heard the new answer is: before the first segment, in one of them, or beyond all of them.
    private int segment = -1;
    private int offset;
    private boolean beyond;

    /** White space, and perhaps half a character, that a continuation may repeat. */
    private String pending = "";

    private int thought = -1;
    private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT;
    private boolean usageTold;

    private Splice(Transcript transcript, JsonObject note) {
        this.heard = transcript.segments().stream()
                .map(said ->
                        new Transcript.Segment(said.kind(), said.index(), said.tool(), new StringBuilder(said.words())))
                .toList();
        this.billed = transcript.billed();
        this.note = note;
    }

    /**
     * The answer begins afresh.
     *
     * @param note names the rescue, in the last event; empty to keep silent about it
     */
    static Splice replay(Transcript transcript, JsonObject note) {
        return new Splice(transcript, note);
    }

    /** The answer goes on from a prefix. */
    static Splice continuation(Transcript transcript, Prefix prefix, JsonObject note) {
        var splice = new Splice(transcript, note);
        splice.beyond = true;
        splice.pending = prefix.pending();
        return splice;
    }

    /** What of it the client is to be told. */
    List<Said> next(List<Said> said) {
        List<Said> told = new ArrayList<>(said.size());
        boolean counted = said.stream().anyMatch(one -> one.kind() == Said.Kind.USAGE);
        for (Said one : said) {
            next(one, counted, told);
        }
        return told;
    }

    private void next(Said said, boolean counted, List<Said> told) {
        switch (said.kind()) {
            case TEXT -> text(said, told);
            case TOOL_CALL -> toolCall(said, told);
            case ARGUMENTS -> arguments(said, told);
            case BLOCK_END -> blockEnd(said, told);
            case THOUGHT -> thought = said.index();
            case USAGE -> usage = Usages.updated(usage, said.details());
            case FINISH -> finish(said, counted, told);
            case DONE -> done(told);
            case ODD -> throw new DivergedException("something that cannot be joined");
        }
    }

    private void text(Said said, List<Said> told) {
        String fresh = beyond ? unrepeated(said.text()) : unheard(said.text());
        if (!fresh.isEmpty()) {
            told.add(said.withText(fresh));
        }
    }

    /** The text behind what {@link #pending} has of it. White space that is not repeated does no harm, half a character does. */
    private String unrepeated(String text) {
        int same = 0;
        while (same < text.length() && same < pending.length() && text.charAt(same) == pending.charAt(same)) {
            same++;
        }
        pending = pending.substring(same);
        if (same < text.length()) {
            dropPending();
        }
        return text.substring(same);
    }

    private void dropPending() {
        if (pending.chars().anyMatch(unit -> Character.isSurrogate((char) unit))) {
            throw new DivergedException("another character than the one begun");
        }
        pending = "";
    }

    /** The text behind what was heard of it; empty while all of it was. */
    private String unheard(String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (!isIn(Said.Kind.TEXT)) {
            enterNext("text instead of a tool call");
        }
        if (segment == heard.size()) {
            beyond = true;
            return text;
        }
        if (!isIn(Said.Kind.TEXT)) {
            throw new DivergedException("text instead of a tool call");
        }
        String fresh = unmatched(text);
        if (!fresh.isEmpty()) {
            if (segment + 1 < heard.size()) {
                throw new DivergedException("text instead of a tool call");
            }
            beyond = true;
        }
        return fresh;
    }

    private void toolCall(Said said, List<Said> told) {
        if (beyond || isAtEnd()) {
            beyond = true;
            dropPending();
            told.add(said);
            return;
        }
        enterNext("a tool call instead of text");
        if (!isIn(Said.Kind.TOOL_CALL) || !heard.get(segment).tool().equals(said.text())) {
            throw new DivergedException("another tool call");
        }
    }

    /** A call that was heard is whole: nothing but white space may follow its arguments. */
    private void arguments(Said said, List<Said> told) {
        if (beyond) {
            told.add(said);
        } else if (!isIn(Said.Kind.TOOL_CALL) || !unmatched(said.text()).isBlank()) {
            throw new DivergedException("other arguments");
        }
    }

    /** Steps on the segment that is under way; what of the words goes beyond it. */
    private String unmatched(String words) {
        StringBuilder known = heard.get(segment).words();
        int same = Math.min(words.length(), known.length() - offset);
        if (!known.substring(offset, offset + same).equals(words.substring(0, same))) {
            throw new DivergedException("another answer");
        }
        offset += same;
        return words.substring(same);
    }

    private void enterNext(String otherwise) {
        if (!isAtEndOfSegment()) {
            throw new DivergedException(otherwise);
        }
        segment++;
        offset = 0;
    }

    private boolean isIn(Said.Kind kind) {
        return segment >= 0 && segment < heard.size() && heard.get(segment).kind() == kind;
    }

    private boolean isAtEndOfSegment() {
        return segment < 0 || offset == heard.get(segment).words().length();
    }

    private boolean isAtEnd() {
        return beyond || segment == heard.size() - 1 && isAtEndOfSegment();
    }

    private void blockEnd(Said said, List<Said> told) {
        if (said.index() == thought) {
            thought = -1;
        } else if (isAtEnd()) {
            told.add(said);
        }
    }

    private void finish(Said said, boolean counted, List<Said> told) {
        if (!isAtEnd()) {
            throw new DivergedException("a shorter answer");
        }
        dropPending();
        var details = JsonCodec.object(said.details());
        if (counted) {
            usageTold = true;
            details.add("usage", Usages.sum(billed, usage));
        }
        if (!note.isEmpty()) {
            details.add(NOTE, note);
        }
        told.add(said.withDetails(details.build()));
    }

    private void done(List<Said> told) {
        if (!usage.isEmpty() && !usageTold) {
            told.add(Said.usage(Usages.sum(billed, usage)));
        }
        told.add(Said.DONE);
    }
}
