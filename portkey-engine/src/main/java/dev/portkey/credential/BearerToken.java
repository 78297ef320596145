package dev.portkey.credential;

import java.util.Optional;

/** The key in an {@code Authorization} header (RFC 6750); the scheme's name is read in any case, as RFC 9110 wants it. */
public final class BearerToken {
    private static final String SCHEME = "Bearer";

    private BearerToken() {}

    /** The token of a {@code Bearer} header, as an empty text when it is missing; nothing for other schemes. */
    public static Optional<String> in(String authorization) {
        String value = authorization.strip();
        boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (value.length() == SCHEME.length() || Character.isWhitespace(value.charAt(SCHEME.length())));
        return bearer ? Optional.of(value.substring(SCHEME.length()).strip()) : Optional.empty();
    }

    /** As {@link #in}, or the whole value where that is not the scheme: clients exist that send the bare key. */
    public static String orWhole(String authorization) {
        return in(authorization).orElse(authorization.strip());
    }
}
