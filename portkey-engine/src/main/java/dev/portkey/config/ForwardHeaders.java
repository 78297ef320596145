package dev.portkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of client headers that are sent on to the provider unchanged. */
final class ForwardHeaders {
    private static final String HEADER = "x-portkey-forward-headers";

    /** Its own name makes no sense; the others are what makes a cloud's metadata service answer. */
    private static final Set<String> REFUSED =
            Set.of(HEADER, "metadata-flavor", "x-google-metadata-request", "x-aws-ec2-metadata-token");

    /** A token of RFC 9110. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,\"']+");

    private ForwardHeaders() {}

    /** Names from a header's text: {@code a, b} or {@code ["a", "b"]}. */
    static List<String> parse(String text) {
        String list = text.strip();
        if (list.startsWith("[") && list.endsWith("]")) {
            list = list.substring(1, list.length() - 1);
        }
        return SEPARATOR.splitAsStream(list).filter(name -> !name.isEmpty()).toList();
    }

    static List<String> lowerCase(List<String> names) {
        List<String> lowerCase = new ArrayList<>(names.size());
        names.forEach(name -> lowerCase.add(name.toLowerCase(Locale.ROOT)));
        return lowerCase;
    }

    /** What is wrong with names in lower case; empty when nothing is. */
    static Optional<String> problem(List<String> names) {
        for (String name : names) {
            if (REFUSED.contains(name)) {
                return Optional.of("forward_headers must not contain the '" + name + "' header");
            } else if (!NAME.matcher(name).matches()) {
                return Optional.of("forward_headers must contain names of headers only");
            }
        }
        return Optional.empty();
    }
}
