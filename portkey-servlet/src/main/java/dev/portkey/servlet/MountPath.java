package dev.portkey.servlet;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a request points to below the place the gateway is mounted at. */
final class MountPath {
    /** Paths of the gateway itself, which have no version. */
    private static final Set<String> UNVERSIONED = Set.of("/", "/health", "/ready");

    private static final String SEPARATOR = "(?:[/\\\\]|%2f|%5c)";

    /** {@code .} or {@code ..} between separators in any spelling; path parameters do not make it anything else. */
    private static final Pattern DOT_SEGMENT =
            Pattern.compile(SEPARATOR + "(?:\\.|%2e){1,2}(?:;[^/]*)?(?=" + SEPARATOR + "|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern OTHER_SEPARATOR = Pattern.compile("\\\\|%2f|%5c", Pattern.CASE_INSENSITIVE);

    private MountPath() {}

    /** The place a servlet is mapped to, as {@link #below} wants it. */
    static String ofServlet(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        // Only "/ai/*" names a place; "/", "*.x" and exact mappings have the whole path in servletPath.
        String place = mapping.getMappingMatch() == MappingMatch.PATH ? request.getServletPath() : "";
        return request.getContextPath() + place;
    }

    /**
     * The gateway's path of a request, percent-encoded as the client sent it. Below a mount that ends in {@code /v1} the
     * version may be left out.
     *
     * <p>Empty when there is no path that everybody on the way would read alike: dot segments in a path with encoded slashes
     * or with backslashes, which a provider may resolve to a place outside of its API.
     *
     * @param mount context path and place in it, without a slash at the end; empty for the root
     */
    static Optional<String> below(HttpServletRequest request, String mount) {
        if (hidesDotSegment(request.getRequestURI())) {
            return Optional.empty();
        }
        return rest(request, mount).map(path -> versioned(path, mount));
    }

    private static String versioned(String path, String mount) {
        boolean versioned = path.equals("/v1") || path.startsWith("/v1/");
        if (mount.endsWith("/v1") && !versioned && !UNVERSIONED.contains(path)) {
            return "/v1" + path;
        }
        return path;
    }

    private static Optional<String> rest(HttpServletRequest request, String mount) {
        String uri = request.getRequestURI();
        if (uri.startsWith(mount) && !hasDotSegment(uri)) {
            String rest = uri.substring(mount.length());
            if (rest.isEmpty() || rest.startsWith("/")) {
                return Optional.of(rest.isEmpty() ? "/" : rest);
            }
        }
        return canonicalRest(request, mount);
    }

    /**
     * For a client that spells the mount in another way (encoded letters, path parameters) or writes dot segments: the path
     * as the container understood it, so that gateway and container never see different ones.
     */
    private static Optional<String> canonicalRest(HttpServletRequest request, String mount) {
        String decoded = decodedPath(request);
        String place = mount.substring(request.getContextPath().length());
        String rest = decoded.startsWith(place) ? decoded.substring(place.length()) : decoded;
        try {
            return Optional.of(new URI(null, null, rest.startsWith("/") ? rest : "/" + rest, null).toASCIIString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The path below the context, decoded and free of dot segments. */
    static String decodedPath(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** Whether a dot segment is there that not every server takes for one, or hides behind what some take for a slash. */
    static boolean hidesDotSegment(String uri) {
        return hasDotSegment(uri) && OTHER_SEPARATOR.matcher(uri).find();
    }

    private static boolean hasDotSegment(String uri) {
        boolean mayHave = uri.contains("/.") || uri.indexOf('%') >= 0 || uri.indexOf('\\') >= 0;
        return mayHave && DOT_SEGMENT.matcher(uri).find();
    }
}
