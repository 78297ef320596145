package dev.portkey.config;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How one of several targets is chosen.
 *
 * @param onStatusCodes for fallback: the statuses that lead to the next target; empty means every status that is not 2xx
 * @param conditions for conditional: tried in order
 * @param defaultTarget for conditional: name of the target when no condition holds; empty when there is none
 * @param sticky for load balancing: which calls stay with the target that was chosen first; empty means none
 */
public record Strategy(
        Mode mode,
        Optional<Set<Integer>> onStatusCodes,
        List<Condition> conditions,
        String defaultTarget,
        Optional<StickySettings> sticky) {
    public Strategy {
        onStatusCodes = onStatusCodes.map(Set::copyOf);
        conditions = List.copyOf(conditions);
    }

    /** A strategy of which only the mode is said. */
    public static Strategy of(Mode mode) {
        return new Strategy(mode, Optional.empty(), List.of(), "", Optional.empty());
    }

    /** {@code strategy.mode}. */
    public enum Mode {
        SINGLE,
        LOADBALANCE,
        FALLBACK,
        CONDITIONAL;

        /** As written in a config: {@code loadbalance}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One branch of a conditional strategy: a query document and the name of the target it leads to. */
    public record Condition(JsonObject query, String then) {}
}
