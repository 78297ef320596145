package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Options and request members that become part of a URL. A client may have sent them, so they must not be able to lead to
 * another host or out of the path they stand in.
 */
public final class UrlPart {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");
    private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + "){0,8}");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~@:+-]{1,256}");
    private static final Pattern PATH = Pattern.compile(SEGMENT + "(/" + SEGMENT + "){0,16}");

    private UrlPart() {}

    /**
     * An option that begins a host name, such as {@code acme} of {@code acme.openai.azure.com}.
     *
     * @throws GatewayException 400 for a value with a character that no host name has
     */
    public static Optional<String> host(Target target, String option) {
        return target.option(option).map(value -> checked(HOST, option, value));
    }

    /**
     * A value that is one step of a path, such as a deployment.
     *
     * @throws GatewayException 400 for a value that is more than that
     */
    public static String segment(String name, String value) {
        return notUp(name, checked(SEGMENT, name, value));
    }

    /**
     * A value that is several steps of a path, such as {@code org/model}.
     *
     * @throws GatewayException 400 for a value with characters that need escapes, or with steps upwards
     */
    public static String path(String name, String value) {
        return notUp(name, checked(PATH, name, value));
    }

    private static String checked(Pattern pattern, String name, String value) {
        if (!pattern.matcher(value).matches()) {
            throw refused(name);
        }
        return value;
    }

    private static String notUp(String name, String value) {
        if (("/" + value + "/").contains("/../") || ("/" + value + "/").contains("/./")) {
            throw refused(name);
        }
        return value;
    }

    private static GatewayException refused(String name) {
        return GatewayException.at(
                name,
                ErrorCode.INVALID_REQUEST,
                "'" + name + "' becomes part of the provider's URL and holds a character that cannot stand there");
    }
}
