package dev.portkey.translate.spoken;

import dev.portkey.json.JsonBody;
import java.util.List;

/** The one choice of a chunk: chat and text completions differ in nothing else. Confined to one client's stream. */
interface ChunkShape {
    /** What the choice says, but for its {@code finish_reason}. */
    void read(JsonBody choice, List<Said> said);

    /** A choice went to the client as it is. */
    void sent(JsonBody choice);

    /**
     * The members of a choice that says it: {@code "delta":{…}}, without braces around.
     *
     * @param said text, a tool call or a piece of arguments
     */
    String write(Said said);

    /** The members of a choice that says nothing more. */
    String nothing();
}
