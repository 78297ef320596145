package dev.portkey.translate.spoken;

import dev.portkey.json.JsonSyntax;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the client of one stream has been told, from however many providers, as far as another one must go on from it.
 * Holds {@value #MAX_CHARS} characters at most: of a longer answer it keeps nothing, and nobody can go on. Confined to one
 * stream, written by one thread at a time.
 */
public final class Transcript {
    /** 256 Ki UTF-16 units of text and tool arguments, some 60,000 tokens. */
    public static final int MAX_CHARS = 1 << 18;

    private final ClientEvents events;
    private final List<Segment> segments = new ArrayList<>(1);
    private JsonObject billed = JsonValue.EMPTY_JSON_OBJECT;
    private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT;
    private int chars;
    private boolean lost;
    private boolean finished;

    public Transcript(ClientEvents events) {
        this.events = events;
    }

    /** A run of text, or one tool call with its arguments. */
    record Segment(Said.Kind kind, int index, String tool, StringBuilder words) {
        boolean isText() {
            return kind == Said.Kind.TEXT;
        }

        boolean isWhole() {
            return isText() || JsonSyntax.isValid(words.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    ClientEvents events() {
        return events;
    }

    List<Segment> segments() {
        return segments;
    }

    void heard(List<Said> said) {
        // No iterator: this runs for every event of streams that go well.
        for (int i = 0; i < said.size(); i++) {
            heard(said.get(i));
        }
    }

    private void heard(Said said) {
        switch (said.kind()) {
            case TEXT -> {
                if (!said.text().isEmpty()) {
                    add(textSegment(), said.text());
                }
            }
            case TOOL_CALL -> segments.add(new Segment(said.kind(), said.index(), said.text(), new StringBuilder()));
            case ARGUMENTS -> {
                if (!said.text().isEmpty()) {
                    addArguments(said);
                }
            }
            case USAGE -> usage = Usages.updated(usage, said.details());
            case FINISH, DONE -> finished = true;
            case ODD -> lost = true;
            case THOUGHT, BLOCK_END -> {} // another model has other thoughts
        }
        if (lost) {
            segments.clear();
        }
    }

    private Segment textSegment() {
        if (segments.isEmpty() || !last().isText()) {
            segments.add(new Segment(Said.Kind.TEXT, 0, "", new StringBuilder()));
        }
        return last();
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** Calls whose arguments come by turns cannot be compared piece by piece. */
    private void addArguments(Said said) {
        if (segments.isEmpty() || last().isText() || last().index() != said.index()) {
            lost = true;
        } else {
            add(last(), said.text());
        }
    }

    private void add(Segment segment, String words) {
        chars += words.length();
        lost |= chars > MAX_CHARS;
        if (!lost) {
            segment.words().append(words);
        }
    }

    /** Whether another provider may go on: nothing is half said that only the first could finish, and something is left. */
    public boolean canGoOn() {
        return !lost && !finished && events.canGoOn() && segments.stream().allMatch(Segment::isWhole);
    }

    /** Whether text is all that was said; a conversation that ends in tool calls cannot be continued. */
    public boolean isText() {
        return segments.stream().allMatch(Segment::isText);
    }

    /** The text. */
    public String text() {
        return segments.stream()
                .filter(Segment::isText)
                .map(segment -> segment.words().toString())
                .collect(Collectors.joining());
    }

    /**
     * The provider that was being heard is gone; what it has reported is billed all the same.
     *
     * @param reported counts that it gave without the client having been told; empty when there are none
     */
    public void broke(JsonObject reported) {
        billed = Usages.sum(billed, usage.isEmpty() ? reported : usage);
        usage = JsonValue.EMPTY_JSON_OBJECT;
    }

    /** What providers that broke off have reported. */
    JsonObject billed() {
        return billed;
    }
}
