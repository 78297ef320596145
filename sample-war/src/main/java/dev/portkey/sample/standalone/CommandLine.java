package dev.portkey.sample.standalone;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The program's arguments.
 *
 * @param help whether only the usage is wanted
 * @param settings a settings document, or its file
 */
record CommandLine(boolean help, Optional<String> host, OptionalInt port, Optional<String> settings) {
    static final String USAGE = """
            Usage: java -jar portkey.war [--port N] [--host H] [--settings FILE]

              --port N         listen on this port; 0 takes a free one (default: server.port of the settings, or 8787)
              --host H         listen at this address (default: server.host of the settings, or 127.0.0.1)
              --settings FILE  the settings document (default: system property portkey.settings, then
                               environment variable PORTKEY_SETTINGS, then none)
              --help           print this and end
            """;

    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException with a message for the user */
    static CommandLine parse(List<String> arguments) {
        CommandLine line = new CommandLine(false, Optional.empty(), OptionalInt.empty(), Optional.empty());
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            line = line.with(rest.next(), rest);
        }
        return line;
    }

    private CommandLine with(String argument, Iterator<String> rest) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return switch (name) {
            case "--help", "-h" -> new CommandLine(true, host, port, settings);
            case "--host" -> new CommandLine(help, Optional.of(value(argument, equals, rest)), port, settings);
            case "--port" -> new CommandLine(help, host, OptionalInt.of(port(value(argument, equals, rest))), settings);
            case "--settings" -> new CommandLine(help, host, port, Optional.of(value(argument, equals, rest)));
            default -> throw new IllegalArgumentException("unknown argument: " + argument);
        };
    }

    private static String value(String argument, int equals, Iterator<String> rest) {
        String value = equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return value;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new IllegalArgumentException("--port needs a number from 0 to " + MAX_PORT + ", got " + text);
    }
}
