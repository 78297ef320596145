package dev.portkey.sample.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The parts of a WAR that make its class path, in a temporary directory only this user can read. */
final class UnpackedArchive {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final List<String> LIBRARIES = List.of("WEB-INF/lib/", "WEB-INF/lib-boot/");

    private final Path directory;
    private final List<URL> classPath;

    private UnpackedArchive(Path directory, List<URL> classPath) {
        this.directory = directory;
        this.classPath = classPath;
    }

    static UnpackedArchive of(Path archive) throws IOException {
        Path directory = Files.createTempDirectory("portkey-");
        List<URL> classPath = new ArrayList<>();
        classPath.add(
                Files.createDirectories(directory.resolve(CLASSES)).toUri().toURL());
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                boolean library = LIBRARIES.stream().anyMatch(entry.getName()::startsWith);
                if (!entry.isDirectory() && (library || entry.getName().startsWith(CLASSES))) {
                    Path file = unpack(zip, entry, directory);
                    if (library) {
                        classPath.add(file.toUri().toURL());
                    }
                }
            }
        }
        return new UnpackedArchive(directory, classPath);
    }

    private static Path unpack(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("the archive holds an entry outside of it: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (var content = zip.getInputStream(entry)) {
            Files.copy(content, file);
        }
        return file;
    }

    /** Classes first, libraries in the order of the archive. */
    List<URL> classPath() {
        return classPath;
    }

    /** Deletes the directory; {@code user} loads no classes afterwards. */
    void delete(URLClassLoader user) {
        try (user;
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("portkey: could not delete " + directory);
        }
    }
}
