package dev.portkey.http.multipart;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which field a part is. What one reader could take for one name and another for another is refused: nobody
 * shall slip a field past an edit that way.
 */
final class PartHead {
    private static final String DISPOSITION = "content-disposition:";
    private static final Pattern TYPE = Pattern.compile("\\s*form-data\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
            Pattern.compile("\\G;\\s*([A-Za-z0-9*_.-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))\\s*");

    private PartHead() {}

    /** @param head the header lines of a part, without the empty line behind them */
    static String fieldName(byte[] head) {
        String disposition = null;
        for (String line : new String(head, StandardCharsets.UTF_8).split("\r\n", -1)) {
            if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0 || line.startsWith(" ") || line.startsWith("\t")) {
                throw new MalformedFormException("a part has a header with a line break in it");
            }
            if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)) {
                if (disposition != null) {
                    throw new MalformedFormException("a part has two Content-Disposition headers");
                }
                disposition = line.substring(DISPOSITION.length());
            }
        }
        if (disposition == null) {
            throw new MalformedFormException("a part has no Content-Disposition header");
        }
        return name(disposition);
    }

    private static String name(String disposition) {
        int end = disposition.indexOf(';');
        if (end < 0 || !TYPE.matcher(disposition.substring(0, end)).matches()) {
            throw new MalformedFormException("a part is not of the form: form-data; name=\"…\"");
        }
        String name = null;
        int at = end;
        Matcher parameter = PARAMETER.matcher(disposition);
        while (at < disposition.length() && parameter.find(at)) {
            String key = parameter.group(1).toLowerCase(Locale.ROOT);
            if (key.startsWith("name")) {
                if (!key.equals("name") || name != null) {
                    throw new MalformedFormException("a part has more than one name");
                }
                name = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
            }
            at = parameter.end();
        }
        if (name == null || at < disposition.length() || name.indexOf('\\') >= 0) {
            throw new MalformedFormException("a part has no name, or one that cannot be read");
        }
        return name;
    }
}
