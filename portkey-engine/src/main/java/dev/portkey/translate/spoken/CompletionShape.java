package dev.portkey.translate.spoken;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import java.util.List;

/** {@code {"text":"…"}}. */
final class CompletionShape implements ChunkShape {
    @Override
    public void read(JsonBody choice, List<Said> said) {
        choice.string("text").filter(text -> !text.isEmpty()).map(Said::text).ifPresent(said::add);
    }

    @Override
    public void sent(JsonBody choice) {
        // nothing later depends on it
    }

    @Override
    public String write(Said said) {
        return "\"text\":" + JsonCodec.quoted(said.text());
    }

    @Override
    public String nothing() {
        return "\"text\":\"\"";
    }
}
