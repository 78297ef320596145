package dev.portkey.tests.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads server-sent events as they come, as plainly as can be: lines up to an empty line. */
public final class EventReader {
    private final BufferedReader lines;

    EventReader(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** One event: its lines as they came. */
    public record Event(List<String> lines) {
        /** The value of {@code event:}; empty text when there is none. */
        public String name() {
            return field("event");
        }

        public String data() {
            return field("data");
        }

        private String field(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .collect(Collectors.joining("\n"));
        }
    }

    /** The next event, waited for; empty at the end of the stream. */
    public Optional<Event> next() {
        List<String> event = new ArrayList<>();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    event.add(line);
                } else if (!event.isEmpty()) {
                    return Optional.of(new Event(event));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return event.isEmpty() ? Optional.empty() : Optional.of(new Event(event));
    }

    /** The data of the next event. */
    public String nextData() {
        return next().orElseThrow(() -> new AssertionError("the stream has ended"))
                .data();
    }

    /** All events that are left. */
    public List<Event> rest() {
        List<Event> rest = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            rest.add(event.get());
        }
        return rest;
    }
}
