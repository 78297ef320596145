package dev.portkey.sample;

import dev.portkey.Gateway;
import dev.portkey.config.SettingsSource;
import dev.portkey.sample.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A sandbox provider and a gateway that knows it. Thread-safe. */
public final class Sample implements AutoCloseable {
    private static final SettingsSource NO_SETTINGS = new SettingsSource("the sample's defaults", "{}");

    private final SandboxServer sandbox;
    private final Gateway gateway;

    private Sample(SandboxServer sandbox, Gateway gateway) {
        this.sandbox = sandbox;
        this.gateway = gateway;
    }

    /**
     * Starts both.
     *
     * @param settings the operator's, to which the sandbox is added
     * @param classLoader where providers of the application are looked for
     * @throws dev.portkey.config.InvalidSettingsException when the settings cannot be used
     */
    public static Sample start(Optional<SettingsSource> settings, ClassLoader classLoader) {
        SandboxServer sandbox;
        try {
            sandbox = SandboxServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox provider could not be started", e);
        }
        try {
            Gateway gateway = Gateway.builder()
                    .classLoader(classLoader)
                    .settings(SandboxSettings.addTo(settings.orElse(NO_SETTINGS), sandbox.baseUri()))
                    .build();
            return new Sample(sandbox, gateway);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Finishes running calls first, those to the sandbox included. */
    @Override
    public void close() {
        gateway.close();
        sandbox.close();
    }
}
