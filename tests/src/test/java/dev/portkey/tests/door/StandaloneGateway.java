package dev.portkey.tests.door;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway as users start it: {@code java -jar portkey.war}, a process of its own. */
public final class StandaloneGateway implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Process process;
    private final URI address;

    private StandaloneGateway(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The archive that the module before this one builds; not there when only {@code mvn test} was run. */
    public static Path archive() {
        return Path.of(System.getProperty("portkey.war", "../sample-war/target/portkey.war"));
    }

    public static boolean isBuilt() {
        return Files.exists(archive());
    }

    /** Starts one on a free port and waits until it says where it listens. */
    public static StandaloneGateway start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                archive().toString(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                drain(output);
                return new StandaloneGateway(process, URI.create(address.group()));
            }
        }
        throw new IOException("the gateway did not start:\n" + said);
    }

    /** A door to a gateway with the settings in that file. */
    public static HttpDoor door(Path settings) throws IOException {
        return door("--settings", settings.toString());
    }

    /** A door to a gateway started with those arguments. */
    public static HttpDoor door(String... arguments) throws IOException {
        StandaloneGateway gateway = start(arguments);
        return new HttpDoor(gateway.address, gateway, true);
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI address() {
        return address;
    }

    /** A full pipe would stop the process. */
    private static void drain(BufferedReader output) {
        var thread = new Thread(() -> output.lines().forEach(line -> {}), "gateway-output");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
