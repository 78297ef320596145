package dev.portkey.http.multipart;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What separates the parts of one form; up to 70 characters, as the content type says. */
public record Boundary(String text) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*boundary=(?:\"([^\"\\\\]{1,70})\"|([^\\s;\",]{1,70}))", Pattern.CASE_INSENSITIVE);

    /** The boundary of a {@code multipart/…} content type; empty when it has none. */
    public static Optional<Boundary> of(String contentType) {
        Matcher parameter = PARAMETER.matcher(contentType);
        if (!parameter.find()) {
            return Optional.empty();
        }
        String quoted = parameter.group(1);
        return Optional.of(new Boundary(quoted != null ? quoted : parameter.group(2)));
    }

    /** What ends the content of a part: line break, two dashes, boundary. */
    byte[] delimiter() {
        return ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
    }
}
