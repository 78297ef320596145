package dev.portkey.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the settings document is looked for when the program passes none: first the init-param {@code portkey.settings} of
 * the servlet or filter, then the system property of that name, the environment variable {@code PORTKEY_SETTINGS}, and
 * {@code /WEB-INF/portkey.json}. The first three name a file, or a resource of the web application below {@code /WEB-INF/},
 * or are the document itself when they begin with a brace. What is named must be there: a missing file is an error and not
 * passed over.
 */
public final class SettingsLocator {
    /** The init-param and the system property. */
    public static final String NAME = "portkey.settings";

    /** The environment variable. */
    public static final String ENVIRONMENT_NAME = "PORTKEY_SETTINGS";

    /** The resource of a web application. */
    public static final String RESOURCE = "/WEB-INF/portkey.json";

    private final Function<String, Optional<String>> initParams;
    private final Function<String, Optional<String>> systemProperties;
    private final Function<String, Optional<String>> environment;
    private final Function<String, Optional<InputStream>> resources;

    /**
     * Each function is given a name and returns nothing when there is nothing of that name.
     *
     * @param resources resources of the web application by path from its root; the streams are closed here
     */
    public SettingsLocator(
            Function<String, Optional<String>> initParams,
            Function<String, Optional<String>> systemProperties,
            Function<String, Optional<String>> environment,
            Function<String, Optional<InputStream>> resources) {
        this.initParams = initParams;
        this.systemProperties = systemProperties;
        this.environment = environment;
        this.resources = resources;
    }

    /** A locator that looks at this JVM's system properties and environment. */
    public static SettingsLocator inThisProcess(
            Function<String, Optional<String>> initParams, Function<String, Optional<InputStream>> resources) {
        return new SettingsLocator(
                initParams,
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)),
                resources);
    }

    /**
     * A document in a file.
     *
     * @throws InvalidSettingsException when it cannot be read
     */
    public static SettingsSource file(String name) {
        try {
            return new SettingsSource(name, Files.readString(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw unreadable(name);
        }
    }

    /**
     * The document that applies; empty when there is none, so that the defaults do.
     *
     * @throws InvalidSettingsException when a document is named that cannot be read
     */
    public Optional<SettingsSource> locate() {
        return Stream.of(initParams.apply(NAME), systemProperties.apply(NAME), environment.apply(ENVIRONMENT_NAME))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(this::named)
                .or(() -> resource(RESOURCE));
    }

    private SettingsSource named(String value) {
        if (value.startsWith("{")) {
            return new SettingsSource(NAME, value);
        } else if (value.startsWith("/WEB-INF/")) {
            return resource(value).orElseThrow(() -> unreadable(value));
        }
        return file(value);
    }

    private Optional<SettingsSource> resource(String path) {
        return resources.apply(path).map(stream -> {
            try (stream) {
                return new SettingsSource(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw unreadable(path);
            }
        });
    }

    private static InvalidSettingsException unreadable(String name) {
        return new InvalidSettingsException(name, List.of("cannot be read"));
    }
}
