package dev.portkey.translate.spoken;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * One thing that an event of a client's stream says, whatever the dialect. Openings, pings and ends of blocks that nobody
 * has opened say nothing.
 *
 * @param index of the tool call or content block it belongs to, as its stream counts them; 0 where nothing is counted
 * @param text the words, a piece of arguments, the name of a tool, the reason to stop; may split a surrogate pair
 * @param details the tool call as announced, the counts, what else stands next to the reason to stop; else empty
 */
public record Said(Kind kind, int index, String text, JsonObject details) {
    static final Said DONE = of(Kind.DONE);

    /** Something that cannot be told apart well enough to be compared or written anew. */
    static final Said ODD = of(Kind.ODD);

    /** What is said. */
    public enum Kind {
        /** A piece of the answer. */
        TEXT,
        /** A piece of what the model thought first; a signature is one without text. */
        THOUGHT,
        /** A tool call begins. */
        TOOL_CALL,
        /** A piece of the arguments of a tool call. */
        ARGUMENTS,
        /** A content block ends. */
        BLOCK_END,
        /** What the call has cost so far. */
        USAGE,
        /** The model stopped. */
        FINISH,
        /** The stream is over. */
        DONE,
        /** Anything else that a client would miss. */
        ODD
    }

    private static Said of(Kind kind) {
        return new Said(kind, 0, "", JsonValue.EMPTY_JSON_OBJECT);
    }

    static Said text(String text) {
        return new Said(Kind.TEXT, 0, text, JsonValue.EMPTY_JSON_OBJECT);
    }

    static Said thought(int index, String text) {
        return new Said(Kind.THOUGHT, index, text, JsonValue.EMPTY_JSON_OBJECT);
    }

    static Said toolCall(int index, String name, JsonObject announced) {
        return new Said(Kind.TOOL_CALL, index, name, announced);
    }

    static Said arguments(int index, String piece) {
        return new Said(Kind.ARGUMENTS, index, piece, JsonValue.EMPTY_JSON_OBJECT);
    }

    static Said blockEnd(int index) {
        return new Said(Kind.BLOCK_END, index, "", JsonValue.EMPTY_JSON_OBJECT);
    }

    static Said usage(JsonObject counts) {
        return new Said(Kind.USAGE, 0, "", counts);
    }

    static Said finish(String reason, JsonObject details) {
        return new Said(Kind.FINISH, 0, reason, details);
    }

    Said withText(String newText) {
        return new Said(kind, index, newText, details);
    }

    Said withDetails(JsonObject newDetails) {
        return new Said(kind, index, text, newDetails);
    }

    /** Whether a client that was sent this has something of the answer; until then the answer can still be another one. */
    boolean isContent() {
        return switch (kind) {
            case TEXT, THOUGHT, ARGUMENTS -> !text.isEmpty();
            case TOOL_CALL, FINISH, DONE, ODD -> true;
            case BLOCK_END, USAGE -> false;
        };
    }
}
