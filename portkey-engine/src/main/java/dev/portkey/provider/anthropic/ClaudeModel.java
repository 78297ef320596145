package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonMembers;
import jakarta.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a model says about the requests it takes: {@code claude-3-7-sonnet-latest}, {@code claude-opus-4-5},
 * {@code anthropic.claude-sonnet-4-20250514}. A name that says nothing is taken for a model that accepts what it is sent.
 *
 * @param family {@code opus}, {@code sonnet}, …; empty in the old spelling, which has the number first
 * @param generation major times 100 plus minor: 307, 405; 0 when unknown
 */
record ClaudeModel(String family, int generation) {
    // A minor number has one or two digits; eight are a date.
    private static final Pattern NAME = Pattern.compile("claude-(?:([a-z]+)-)?(\\d)(?:[.-](\\d{1,2})(?!\\d))?(?!\\d)");

    /** The model a request asks for. */
    static ClaudeModel of(JsonObject request) {
        Matcher name = NAME.matcher(JsonMembers.text(request, "model").orElse(""));
        if (!name.find()) {
            return new ClaudeModel("", 0);
        }
        int minor = name.group(3) == null ? 0 : Integer.parseInt(name.group(3));
        return new ClaudeModel(
                name.group(1) == null ? "" : name.group(1), Integer.parseInt(name.group(2)) * 100 + minor);
    }

    /** Whether reasoning is asked for by {@code output_config.effort}: Opus 4.5 and everything since 4.6. */
    boolean takesEffort() {
        return generation == 0 || generation >= 406 || generation == 405 && family.equals("opus");
    }

    /** Whether {@code xhigh} is one of its efforts: since 4.7. */
    boolean takesHighestEffort() {
        return generation >= 407;
    }

    /** Whether reasoning is asked for by a budget of tokens: 3.7 up to the ones that take an effort. */
    boolean takesThinkingBudget() {
        return generation >= 307 && !takesEffort();
    }

    /** Whether {@code temperature} and {@code top_p} may come together: refused since 4.1. */
    boolean takesTemperatureWithTopP() {
        return generation <= 400;
    }

    /** Whether it goes on from the beginning of an answer: refused since 4.6. */
    boolean takesPrefill() {
        return generation < 406;
    }

    /** Whether it can be told how to sample at all: refused since 4.7. */
    boolean takesSampling() {
        return generation < 407;
    }
}
