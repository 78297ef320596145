package dev.portkey.sample.boot;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Main class of the archive. Java cannot load classes from archives within an archive, so they are unpacked to a directory
 * of this process, which is deleted when it ends.
 */
public final class Launcher {
    private static final String PROGRAM = "dev.portkey.sample.standalone.Standalone";

    private static volatile Runnable stop = () -> {};

    private Launcher() {}

    /** Runs the program; its exit codes are 0 for a requested end, 1 for a failed start, 2 for wrong arguments. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException, URISyntaxException {
        Path archive = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        UnpackedArchive unpacked = UnpackedArchive.of(archive);
        URLClassLoader loader = new URLClassLoader(
                "portkey", unpacked.classPath().toArray(new URL[0]), Launcher.class.getClassLoader());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.run();
                            unpacked.delete(loader);
                        },
                        "portkey-stop"));
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Method start = loader.loadClass(PROGRAM).getMethod("start", String[].class);
            stop = (Runnable) start.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the gateway could not be started", e.getCause());
        }
    }
}
