package dev.portkey.translate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The content of a {@code data:} URI (RFC 2397).
 *
 * @param mediaType lower case, without parameters; {@code text/plain} when the URI names none
 * @param base64 the content in base64, whichever way the URI spelled it
 */
public record DataUri(String mediaType, String base64) {
    private static final String SCHEME = "data:";

    /** Empty when the text is another kind of URI, or has no comma. */
    public static Optional<DataUri> parse(String uri) {
        int comma = uri.indexOf(',');
        if (comma < 0 || !uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String[] parts =
                uri.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT).split(";", -1);
        String mediaType = parts[0].isBlank() ? "text/plain" : parts[0].strip();
        String content = uri.substring(comma + 1);
        boolean encoded = parts[parts.length - 1].strip().equals("base64");
        return Optional.of(new DataUri(mediaType, encoded ? unescape(content) : encode(unescape(content))));
    }

    /** The content as UTF-8 text; empty when the base64 is broken. */
    public Optional<String> text() {
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Undoes percent escapes; a plus sign is itself here, and a broken escape stays as it is. */
    private static String unescape(String content) {
        if (content.indexOf('%') < 0) {
            return content;
        }
        try {
            return URLDecoder.decode(content.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return content;
        }
    }
}
