package dev.portkey.http;

import java.util.Locale;

/** The few questions the gateway asks of a {@code content-type}. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String EVENT_STREAM = "text/event-stream";

    private MediaTypes() {}

    /** Lower case, without parameters. */
    public static String essence(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /** {@code application/json} and every {@code …+json}. */
    public static boolean isJson(String contentType) {
        String type = essence(contentType);
        return type.equals(JSON) || type.endsWith("+json");
    }
}
