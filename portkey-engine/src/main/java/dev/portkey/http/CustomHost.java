package dev.portkey.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A base URL that a client names in place of the provider's own: {@code http://127.0.0.1:11434/v1}. Being one says nothing
 * yet about whether it may be called; that is for {@link CustomHostPolicy}.
 *
 * @param baseUrl scheme and host in lower case, port as written, path without trailing slash
 * @param host the name, or the address without brackets, in lower case
 * @param port as written, or the default of the scheme
 * @param address the address when the host is written as one; never looked up
 */
public record CustomHost(String baseUrl, String host, int port, Optional<InetAddress> address) {
    /** Dot segments and escaped slashes, which somebody behind us may read otherwise than we do. */
    private static final Pattern STEPS = Pattern.compile("/(\\.|%2e){1,2}(/|$)|%2f|%5c|//", Pattern.CASE_INSENSITIVE);

    /** Longest URL that is looked at, in characters. */
    public static final int MAX_LENGTH = 2048;

    /**
     * Reads an absolute http or https URL. Stricter than RFC 3986, so that everybody who reads it later reads the same:
     * no user info, query, fragment, escapes or non-ASCII in the host, no other IPv4 spelling than four decimal numbers.
     *
     * @throws CustomHostException for everything else
     */
    public static CustomHost parse(String text) {
        requireThat(!text.isEmpty(), "empty");
        requireThat(text.length() <= MAX_LENGTH, "longer than " + MAX_LENGTH + " characters");
        requireThat(text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\'), "a character that no URL has");
        String scheme = scheme(text);
        int from = scheme.length() + "://".length();
        requireThat(text.indexOf('?') < 0 && text.indexOf('#') < 0, "a query or fragment");
        int slash = text.indexOf('/', from);
        String authority = text.substring(from, slash < 0 ? text.length() : slash);
        requireThat(text.indexOf('@') < 0, "user info");
        int colon = portColon(authority);
        String written = authority.substring(0, colon).toLowerCase(Locale.ROOT);
        int port = colon < authority.length() ? port(authority.substring(colon + 1)) : defaultPort(scheme);
        String path = slash < 0 ? "" : withoutTrailingSlashes(text.substring(slash));
        requireThat(!STEPS.matcher(path).find(), "a path that leads out of itself");
        String baseUrl = scheme + "://" + written + authority.substring(colon) + path;
        Optional<InetAddress> address = HostNames.hostAddress(written);
        requireUri(baseUrl, written);
        return new CustomHost(baseUrl, HostNames.withoutBrackets(written), port, address);
    }

    private static String scheme(String text) {
        if (text.regionMatches(true, 0, "https://", 0, 8)) {
            return "https";
        }
        requireThat(text.regionMatches(true, 0, "http://", 0, 7), "neither http:// nor https://");
        return "http";
    }

    /** Where the port's colon stands; the end when there is no port. */
    private static int portColon(String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', bracket + 1);
        return colon < 0 ? authority.length() : colon;
    }

    private static int port(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        requireThat(number, "a port that is no number");
        int port = Integer.parseInt(digits);
        requireThat(port >= 1 && port <= 65535, "a port outside 1 to 65535");
        return port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** What we read must be what {@link URI} reads, which is what the connection is made from. */
    private static void requireUri(String baseUrl, String host) {
        try {
            requireThat(host.equals(new URI(baseUrl).getHost()), "a host that is neither a name nor an address");
        } catch (URISyntaxException e) {
            throw new CustomHostException("a character that no URL has");
        }
    }

    private static void requireThat(boolean holds, String problem) {
        if (!holds) {
            throw new CustomHostException(problem);
        }
    }
}
