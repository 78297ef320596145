package dev.portkey.sample.standalone;

import java.time.Duration;
import java.util.Locale;

/** What the program says once it listens: where, and a command that shows it at work. */
final class Greeting {
    private Greeting() {}

    /** @param needsKey whether callers must send a key of the gateway */
    static String text(String host, int port, boolean needsKey, Duration took) {
        String shown = host.contains(":") ? '[' + host + ']' : host;
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : shown;
        String key = needsKey ? " -H \"x-portkey-api-key: $PORTKEY_API_KEY\"" : "";
        return String.format(Locale.ROOT, """
                Portkey listens on http://%s:%d (started in %.1f s). Try it:

                curl -sN http://%s:%d/v1/chat/completions -H 'x-portkey-config: pc-sandbox'%s \
                -d '{"model":"sandbox","stream":true,"messages":[{"role":"user","content":"Hello"}]}'

                """, shown, port, took.toMillis() / 1000.0, reachable, port, key);
    }
}
