package dev.portkey.sample.standalone;

import dev.portkey.config.InvalidSettingsException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The program: arguments, a server, and its end when the process is asked to end. */
public final class Standalone {
    private static final System.Logger LOG = System.getLogger(Standalone.class.getName());
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    /** Kept here because a logger nobody refers to forgets its level. */
    private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");

    private Standalone() {}

    /**
     * Starts the server, unless only help is wanted. Ends the process with exit code 1 when the server cannot start, with 2
     * for wrong arguments.
     *
     * @return what is to be run before the process ends: finishes running calls, up to {@code limits.stop_timeout_ms}
     */
    public static Runnable start(String[] arguments) {
        long begin = System.nanoTime();
        CommandLine line = commandLine(arguments);
        if (line.help()) {
            System.out.print(CommandLine.USAGE);
            return () -> {};
        }
        if (System.getProperty("java.util.logging.config.file") == null) {
            JETTY_LOG.setLevel(Level.WARNING);
        }
        StandaloneServer server = server(line);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.print(Greeting.text(server.host(), server.port(), server.needsKey(), took));
        System.out.flush();
        return server::stop;
    }

    private static CommandLine commandLine(String[] arguments) {
        try {
            return CommandLine.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            throw exit(WRONG_ARGUMENTS, e.getMessage() + "\n\n" + CommandLine.USAGE.stripTrailing());
        }
    }

    private static StandaloneServer server(CommandLine line) {
        try {
            return StandaloneServer.start(line);
        } catch (InvalidSettingsException e) {
            throw exit(FAILED, e.getMessage());
        } catch (BindException e) {
            throw exit(FAILED, e.getMessage());
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "The gateway could not be started", e);
            throw exit(FAILED, "the gateway could not be started");
        }
    }

    /** Does not return; declared so that callers can say that. */
    private static IllegalStateException exit(int code, @Nullable String message) {
        System.err.println("portkey: " + message);
        System.exit(code);
        return new IllegalStateException("unreachable");
    }
}
