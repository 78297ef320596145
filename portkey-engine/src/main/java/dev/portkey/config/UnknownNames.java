package dev.portkey.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Members of config documents that nobody reads, each logged once. What clients write decides what is remembered and
 * logged, so both are bounded. Thread-safe.
 */
final class UnknownNames {
    private static final Logger LOG = System.getLogger(UnknownNames.class.getName());
    private static final int MAX_NAMES = 200;
    private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9_.$-]{1,64}");

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    void report(String name) {
        if (seen.size() < MAX_NAMES && PRINTABLE.matcher(name).matches() && seen.add(name)) {
            LOG.log(Level.WARNING, "Nothing in the gateway reads the config member \"{0}\"; it has no effect", name);
        }
    }
}
