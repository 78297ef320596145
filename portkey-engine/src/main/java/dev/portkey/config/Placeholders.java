package dev.portkey.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Fills in {@code ${env:NAME}} and {@code ${file:PATH}}, any number of them in one text, so that no secret need be written
 * down. The content of a file is UTF-8 and stripped of the white space around it; paths are relative to the working
 * directory. A doubled dollar sign before the brace stands for a plain one, and nothing is filled in.
 */
final class Placeholders {
    private static final String OPEN = "${";

    /** A key or certificate, not a disk image. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Function<String, Optional<String>> environment;

    /** @param environment value of an environment variable, empty when it is not set */
    Placeholders(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    static boolean isIn(String text) {
        return text.contains(OPEN);
    }

    /** The text with everything filled in; empty after a problem, which never quotes what was filled in. */
    Optional<String> fill(String text, Consumer<String> problem) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            if (open > at && text.charAt(open - 1) == '$') {
                out.append(text, at, open - 1).append(OPEN);
                at = open + OPEN.length();
                continue;
            }
            int close = text.indexOf('}', open);
            Optional<String> value =
                    close < 0 ? unreadable(problem) : value(text.substring(open + OPEN.length(), close), problem);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            out.append(text, at, open).append(value.get());
            at = close + 1;
        }
        return Optional.of(out.append(text, at, text.length()).toString());
    }

    private Optional<String> value(String placeholder, Consumer<String> problem) {
        if (placeholder.startsWith("env:")) {
            String name = placeholder.substring("env:".length());
            Optional<String> value = environment.apply(name);
            if (value.isEmpty()) {
                problem.accept("the environment variable " + name + " is not set");
            }
            return value;
        } else if (placeholder.startsWith("file:")) {
            return content(placeholder.substring("file:".length()), problem);
        }
        return unreadable(problem);
    }

    private static Optional<String> unreadable(Consumer<String> problem) {
        problem.accept("expected ${env:NAME} or ${file:PATH}; write $${ for a plain ${");
        return Optional.empty();
    }

    private static Optional<String> content(String name, Consumer<String> problem) {
        try {
            Path path = Path.of(name);
            if (Files.size(path) <= MAX_FILE_BYTES) {
                return Optional.of(Files.readString(path).strip());
            }
            problem.accept("the file " + name + " is larger than 1 MiB");
        } catch (CharacterCodingException e) {
            problem.accept("the file " + name + " is not UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            problem.accept("cannot read the file " + name);
        }
        return Optional.empty();
    }
}
