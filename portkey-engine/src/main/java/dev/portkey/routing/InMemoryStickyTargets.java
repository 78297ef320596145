package dev.portkey.routing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions in this process; when there are too many, the least recently used one is forgotten. Those that are over
 * give up their place when they are asked for or are the oldest. Thread-safe.
 */
public final class InMemoryStickyTargets implements StickyTargets {
    /** Sessions kept; at some 200 bytes each, 13 MB at most. */
    public static final int DEFAULT_CAPACITY = 65_536;

    private final Map<String, Choice> choices;

    private record Choice(int target, Instant until) {}

    public InMemoryStickyTargets(int capacity) {
        choices = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, Choice> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public Optional<Integer> find(String session, Instant now) {
        synchronized (choices) {
            Choice choice = choices.get(session);
            if (choice == null) {
                return Optional.empty();
            }
            if (!now.isBefore(choice.until())) {
                choices.remove(session);
                return Optional.empty();
            }
            return Optional.of(choice.target());
        }
    }

    @Override
    public void remember(String session, int target, Instant until) {
        synchronized (choices) {
            choices.put(session, new Choice(target, until));
        }
    }
}
