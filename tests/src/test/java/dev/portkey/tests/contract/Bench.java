package dev.portkey.tests.contract;

import dev.portkey.tests.door.Door;
import dev.portkey.tests.provider.FakeProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the parts of a contract work with: one provider, and gateways that lead to it, each opened when first asked for. */
public final class Bench implements AutoCloseable {
    private final FakeProvider provider = FakeProvider.start();
    private final Map<String, Door> doors = new HashMap<>();
    private final Path folder;
    private final Opener opener;

    /** Starts a gateway with the settings in that file. */
    @FunctionalInterface
    public interface Opener {
        Door open(Path settings) throws Exception;
    }

    /** @param folder where settings files are written */
    public Bench(Path folder, Opener opener) {
        this.folder = folder;
        this.opener = opener;
    }

    public FakeProvider provider() {
        return provider;
    }

    /** Open to every caller. */
    public Door open() {
        return door("open");
    }

    /** Wants one of its own keys. */
    public Door locked() {
        return door("locked");
    }

    /** Waits half a second at most and reads 64 KiB at most. */
    public Door impatient() {
        return door("impatient");
    }

    /** Calls providers through a forward proxy, whose part our provider plays. */
    public Door proxied() {
        return door("proxied");
    }

    private Door door(String settings) {
        return doors.computeIfAbsent(settings, name -> {
            try {
                return opener.open(settingsFile(name));
            } catch (Exception e) {
                throw new AssertionError("the gateway with settings '" + name + "' did not start", e);
            }
        });
    }

    /** {@code settings/NAME.json} of the test resources, with the provider's address in place of {@code PROVIDER}. */
    public Path settingsFile(String name) throws IOException {
        try (InputStream in = Bench.class.getResourceAsStream("/settings/" + name + ".json")) {
            String document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(folder.resolve(name + ".json"), document.replace("PROVIDER", provider.url()));
        }
    }

    @Override
    public void close() throws Exception {
        for (Door door : doors.values()) {
            door.close();
        }
        provider.close();
    }
}
