package dev.portkey.json;

/**
 * A full RFC 8259 check over UTF-8 bytes without building anything: about a quarter of the cost of a parse. What passes
 * here can be forwarded as it is, because every parser behind us sees the same document.
 */
public final class JsonSyntax {
    /** Deeper documents are refused: they serve nobody and cost the next parser its stack. */
    static final int MAX_DEPTH = 512;

    /** Longer number literals, and exponents of more digits, are no numbers anybody can compute with. */
    static final int MAX_NUMBER_LENGTH = 1000;

    static final int MAX_EXPONENT_DIGITS = 9;

    private final byte[] json;
    private int at;

    private JsonSyntax(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /**
     * Checks one whole document.
     *
     * @throws JsonSyntaxException when it is not JSON; a byte order mark is not JSON
     */
    public static void check(byte[] json) {
        int end = skipSpace(json, skipValue(json, skipSpace(json, 0)));
        if (end < json.length) {
            throw new JsonSyntaxException(end, "the end of the document");
        }
    }

    /** Whether the bytes are one JSON document. */
    public static boolean isValid(byte[] json) {
        try {
            check(json);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    /** Offset of the first byte at or after {@code from} that is not white space. */
    static int skipSpace(byte[] json, int from) {
        int i = from;
        while (i < json.length) {
            byte b = json[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
            i++;
        }
        return i;
    }

    /** Checks the value that starts at {@code from} and returns the offset behind it. */
    static int skipValue(byte[] json, int from) {
        var syntax = new JsonSyntax(json, from);
        syntax.value(0);
        return syntax.at;
    }

    /** Checks the string whose opening quote is at {@code from} and returns the offset behind the closing one. */
    static int skipString(byte[] json, int from) {
        var syntax = new JsonSyntax(json, from);
        syntax.string();
        return syntax.at;
    }

    private void value(int depth) {
        switch (peek("a value")) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    private void object(int depth) {
        enter(depth);
        if (peek("a member or '}'") == '}') {
            at++;
            return;
        }
        while (true) {
            if (peek("a member name") != '"') {
                throw new JsonSyntaxException(at, "a member name in double quotes");
            }
            string();
            at = skipSpace(json, at);
            if (peek("':'") != ':') {
                throw new JsonSyntaxException(at, "':'");
            }
            at = skipSpace(json, at + 1);
            value(depth + 1);
            at = skipSpace(json, at);
            if (endsWith('}', "',' or '}'")) {
                return;
            }
        }
    }

    private void array(int depth) {
        enter(depth);
        if (peek("a value or ']'") == ']') {
            at++;
            return;
        }
        while (true) {
            value(depth + 1);
            at = skipSpace(json, at);
            if (endsWith(']', "',' or ']'")) {
                return;
            }
        }
    }

    private void enter(int depth) {
        if (depth >= MAX_DEPTH) {
            throw new JsonSyntaxException(at, "at most " + MAX_DEPTH + " levels");
        }
        at = skipSpace(json, at + 1);
    }

    private boolean endsWith(char close, String expected) {
        int b = peek(expected);
        if (b == close) {
            at++;
            return true;
        }
        if (b != ',') {
            throw new JsonSyntaxException(at, expected);
        }
        at = skipSpace(json, at + 1);
        return false;
    }

    private void string() {
        int i = at + 1;
        while (i < json.length) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                return;
            }
            if (b == '\\') {
                i = escape(i);
            } else if (b >= 0 && b < 0x20) {
                throw new JsonSyntaxException(i, "control characters to be escaped");
            } else if (b < 0) {
                i = multibyte(i);
            } else {
                i++;
            }
        }
        throw new JsonSyntaxException(json.length, "a closing '\"'");
    }

    private int escape(int backslash) {
        int i = backslash + 1;
        if (i >= json.length) {
            throw new JsonSyntaxException(i, "an escape");
        }
        switch (json[i]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return i + 1;
            }
            case 'u' -> {
                for (int k = 1; k <= 4; k++) {
                    if (i + k >= json.length || Character.digit(json[i + k], 16) < 0) {
                        throw new JsonSyntaxException(i + k, "four hexadecimal digits");
                    }
                }
                return i + 5;
            }
            default -> throw new JsonSyntaxException(i, "an escape");
        }
    }

    /** Well-formed UTF-8 only: overlong forms and surrogates are where two parsers begin to disagree. */
    private int multibyte(int from) {
        int b = json[from] & 0xff;
        int length = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 0;
        if (length == 0 || from + length > json.length) {
            throw new JsonSyntaxException(from, "UTF-8");
        }
        int second = json[from + 1] & 0xff;
        boolean odd = b == 0xe0 && second < 0xa0
                || b == 0xed && second > 0x9f
                || b == 0xf0 && second < 0x90
                || b == 0xf4 && second > 0x8f;
        for (int k = 1; k < length; k++) {
            odd |= (json[from + k] & 0xc0) != 0x80;
        }
        if (odd) {
            throw new JsonSyntaxException(from, "UTF-8");
        }
        return from + length;
    }

    private void literal(String word) {
        for (int k = 0; k < word.length(); k++) {
            if (at + k >= json.length || json[at + k] != word.charAt(k)) {
                throw new JsonSyntaxException(at, "a value");
            }
        }
        at += word.length();
    }

    private void number() {
        int i = at;
        if (json[i] == '-') {
            i++;
        }
        int digits = i;
        i = skipDigits(i);
        if (i == digits) {
            throw new JsonSyntaxException(at, "a value");
        }
        if (json[digits] == '0' && i > digits + 1) {
            throw new JsonSyntaxException(digits, "a number without leading zeros");
        }
        if (i < json.length && json[i] == '.') {
            i = digits(i + 1);
        }
        if (i < json.length && (json[i] == 'e' || json[i] == 'E')) {
            int exponent = i + 1;
            if (exponent < json.length && (json[exponent] == '+' || json[exponent] == '-')) {
                exponent++;
            }
            i = digits(exponent);
            if (i - exponent > MAX_EXPONENT_DIGITS) {
                throw new JsonSyntaxException(exponent, "at most " + MAX_EXPONENT_DIGITS + " digits of an exponent");
            }
        }
        if (i - at > MAX_NUMBER_LENGTH) {
            throw new JsonSyntaxException(at, "a number of at most " + MAX_NUMBER_LENGTH + " characters");
        }
        at = i;
    }

    private int digits(int from) {
        int end = skipDigits(from);
        if (end == from) {
            throw new JsonSyntaxException(from, "a digit");
        }
        return end;
    }

    private int skipDigits(int from) {
        int i = from;
        while (i < json.length && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        return i;
    }

    private int peek(String expected) {
        if (at >= json.length) {
            throw new JsonSyntaxException(json.length, expected);
        }
        return json[at];
    }
}
