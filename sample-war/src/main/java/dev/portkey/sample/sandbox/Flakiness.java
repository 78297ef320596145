package dev.portkey.sample.sandbox;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers which requests have failed once. Thread-safe. */
final class Flakiness {
    private static final int MAX_REMEMBERED = 1000;

    private final Set<Integer> failed = new LinkedHashSet<>();

    /** Whether to fail now: yes for the first of two equal requests, no for the second, yes for the third. */
    synchronized boolean fails(byte[] request) {
        Integer fingerprint = Arrays.hashCode(request);
        if (failed.remove(fingerprint)) {
            return false;
        }
        if (failed.size() == MAX_REMEMBERED) {
            failed.remove(failed.iterator().next());
        }
        failed.add(fingerprint);
        return true;
    }
}
