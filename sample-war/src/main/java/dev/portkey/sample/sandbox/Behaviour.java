package dev.portkey.sample.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model of the sandbox does besides answering; its name says it.
 *
 * <table>
 * <caption>Model names</caption>
 * <tr><td>{@code sandbox}, and every name that does not begin with {@code sandbox-}</td><td>answers</td></tr>
 * <tr><td>{@code sandbox-error-400}, -401, -404, -429, -500, -503</td><td>that status, OpenAI's error body</td></tr>
 * <tr><td>{@code sandbox-flaky}</td><td>503 for the first of two equal requests, an answer for the second</td></tr>
 * <tr><td>{@code sandbox-slow}, {@code sandbox-slow-2000}</td><td>answers after so many ms, 2000 unless said</td></tr>
 * <tr><td>{@code sandbox-cut}</td><td>breaks the connection off in the middle of the answer</td></tr>
 * <tr><td>{@code sandbox-stall}</td><td>falls silent in the middle of the answer</td></tr>
 * <tr><td>{@code sandbox-garbage}</td><td>an event, or a body, that is not JSON</td></tr>
 * <tr><td>{@code sandbox-html}</td><td>502 with a page of HTML</td></tr>
 * </table>
 *
 * @param status of an error, 200 when there is none
 * @param delay before the answer
 */
record Behaviour(Kind kind, int status, Duration delay) {
    /** How the answer goes wrong, if it does. */
    enum Kind {
        ANSWER,
        ERROR,
        FLAKY,
        CUT,
        STALL,
        GARBAGE,
        HTML
    }

    private static final Pattern ERROR = Pattern.compile("sandbox-error-(\\d{3})");
    private static final Pattern SLOW = Pattern.compile("sandbox-slow(?:-(\\d{1,6}))?");
    private static final Set<Integer> ERROR_STATUSES = Set.of(400, 401, 404, 429, 500, 503);
    private static final int DEFAULT_DELAY_MS = 2000;

    private static final Behaviour ANSWER = new Behaviour(Kind.ANSWER, 200, Duration.ZERO);

    /** The behaviour of a model, if the sandbox has it. */
    static Optional<Behaviour> of(String model) {
        if (!model.startsWith("sandbox-")) {
            return Optional.of(ANSWER);
        }
        Matcher error = ERROR.matcher(model);
        if (error.matches() && ERROR_STATUSES.contains(Integer.valueOf(error.group(1)))) {
            return Optional.of(new Behaviour(Kind.ERROR, Integer.parseInt(error.group(1)), Duration.ZERO));
        }
        Matcher slow = SLOW.matcher(model);
        if (slow.matches()) {
            int millis = slow.group(1) == null ? DEFAULT_DELAY_MS : Integer.parseInt(slow.group(1));
            return Optional.of(new Behaviour(Kind.ANSWER, 200, Duration.ofMillis(millis)));
        }
        return switch (model) {
            case "sandbox-flaky" -> Optional.of(new Behaviour(Kind.FLAKY, 503, Duration.ZERO));
            case "sandbox-cut" -> Optional.of(new Behaviour(Kind.CUT, 200, Duration.ZERO));
            case "sandbox-stall" -> Optional.of(new Behaviour(Kind.STALL, 200, Duration.ZERO));
            case "sandbox-garbage" -> Optional.of(new Behaviour(Kind.GARBAGE, 200, Duration.ZERO));
            case "sandbox-html" -> Optional.of(new Behaviour(Kind.HTML, 502, Duration.ZERO));
            default -> Optional.empty();
        };
    }
}
