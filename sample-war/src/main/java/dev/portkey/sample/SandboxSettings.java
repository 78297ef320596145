package dev.portkey.sample;

import dev.portkey.config.SettingsSource;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Objects;

/**
 * Puts the sandbox into a settings document: the virtual key {@value #VIRTUAL_KEY} and the saved config {@value #CONFIG},
 * unless the document has such a key or config itself.
 */
final class SandboxSettings {
    static final String VIRTUAL_KEY = "sandbox";
    static final String CONFIG = "pc-sandbox";

    private SandboxSettings() {}

    /** The document with the sandbox; one that is not JSON is left as it is, for its reader to complain about. */
    static SettingsSource addTo(SettingsSource settings, URI sandbox) {
        JsonObject document;
        try {
            document = JsonCodec.parseObject(settings.json());
        } catch (JsonSyntaxException e) {
            return settings;
        }
        JsonObject key = JsonCodec.object()
                .add("slug", VIRTUAL_KEY)
                .add("provider", "openai")
                .add("api_key", "sandbox")
                .add("custom_host", sandbox.toString())
                .build();
        JsonObject config = JsonCodec.object()
                .add("id", CONFIG)
                .add("config", JsonCodec.object().add("virtual_key", VIRTUAL_KEY))
                .build();
        JsonObject merged = withDefault(withDefault(document, "virtual_keys", "slug", key), "configs", "id", config);
        return new SettingsSource(settings.name(), JsonCodec.text(merged));
    }

    private static JsonObject withDefault(JsonObject document, String list, String idName, JsonObject entry) {
        JsonValue present = document.getOrDefault(list, JsonValue.EMPTY_JSON_ARRAY);
        if (!(present instanceof JsonArray entries)
                || entries.stream().anyMatch(other -> hasSameId(other, idName, entry))) {
            return document;
        }
        JsonArrayBuilder longer = JsonCodec.array();
        entries.forEach(longer::add);
        return JsonCodec.object(document).add(list, longer.add(entry)).build();
    }

    private static boolean hasSameId(JsonValue other, String idName, JsonObject entry) {
        return other instanceof JsonObject object && Objects.equals(entry.get(idName), object.get(idName));
    }
}
