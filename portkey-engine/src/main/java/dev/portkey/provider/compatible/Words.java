package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.translate.Field;
import java.util.Map;
import java.util.Optional;

/** A row for a member whose values the provider calls by other words; what is no known word stays. */
final class Words {
    private Words() {}

    static Field of(String name, Map<String, String> words) {
        Map<String, String> known = Map.copyOf(words);
        return derive(name, body -> JsonMembers.text(body, name)
                        .map(known::get)
                        .<jakarta.json.JsonValue>map(JsonCodec::string)
                        .or(() -> Optional.ofNullable(body.get(name))))
                .unless((body, member) ->
                        body.string(name).filter(known::containsKey).isEmpty());
    }
}
