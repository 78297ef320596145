package dev.portkey.config;

import java.util.List;

/** Settings the gateway cannot start with. The message lists every problem on a line of its own; none holds a secret. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** @param source where the settings were found: a file name, for instance */
    public InvalidSettingsException(String source, List<String> problems) {
        super("Invalid settings in " + source + ":\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each as {@code limits.max_body_bytes: expected a whole number from 1 to 2147483647, got "x"}. */
    public List<String> problems() {
        return problems;
    }
}
