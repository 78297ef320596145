package dev.portkey.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the configs read last, since clients send the same text with every call. Only valid ones are kept, and of
 * texts only those that are not too long, so what a hostile client can make it hold is bounded. Thread-safe.
 */
public final class ConfigCache {
    /** How many configs are kept. */
    public static final int DEFAULT_CAPACITY = 256;

    /** Longest text that is kept, in characters; longer ones are read anew each time. */
    static final int MAX_TEXT_LENGTH = 16 * 1024;

    private final ConfigReader reader;
    private final Map<Object, Config> recent;

    public ConfigCache(ConfigReader reader, int capacity) {
        this.reader = reader;
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<Object, Config> eldest) {
                return size() > capacity;
            }
        };
    }

    /** As {@link ConfigReader#read(String, boolean)}. */
    public Config read(String text, boolean providerGiven) {
        return text.length() > MAX_TEXT_LENGTH
                ? reader.read(text, providerGiven)
                : recall(text, () -> reader.read(text, providerGiven)).requireProvider(providerGiven);
    }

    /** As {@link ConfigReader#read(JsonValue, boolean)}, for saved configs: theirs are few, and of the operator's making. */
    public Config read(JsonObject document, boolean providerGiven) {
        return recall(document, () -> reader.read(document, providerGiven)).requireProvider(providerGiven);
    }

    private Config recall(Object key, Supplier<Config> reading) {
        Config known = recall(key);
        if (known != null) {
            return known;
        }
        Config read = reading.get();
        synchronized (recent) {
            recent.put(key, read);
        }
        return read;
    }

    private @Nullable Config recall(Object key) {
        synchronized (recent) {
            return recent.get(key);
        }
    }
}
