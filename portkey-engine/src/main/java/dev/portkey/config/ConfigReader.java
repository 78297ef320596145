package dev.portkey.config;

import dev.portkey.error.GatewayException;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads config documents: names in snake case or camel case, all problems reported at once, everything inherited written
 * into the leaves. Members nobody knows are kept as options of their target and logged once. Thread-safe.
 *
 * <p>Where the documentation bounds a value that clients are known to exceed, the bound applies silently:
 * {@code retry.attempts} above {@value RetrySettings#MAX_ATTEMPTS} count as that.
 */
public final class ConfigReader {
    private static final String LEGACY =
            "This version of config is not supported in this route. Please migrate to the latest version";

    private final Set<String> providers;
    private final CustomHostPolicy hosts;
    private final UnknownNames unknownNames = new UnknownNames();

    /** @param providers ids of the known providers, in the order in which messages list them */
    public ConfigReader(Collection<String> providers, CustomHostPolicy hosts) {
        this.providers = Collections.unmodifiableSet(new LinkedHashSet<>(providers));
        this.hosts = hosts;
    }

    /**
     * Reads the text of {@code x-portkey-config}, which is no id of a saved config.
     *
     * @param providerGiven the call names a provider elsewhere, so that the config need not
     * @throws GatewayException the documented 400: for text that is no JSON, for a call without provider, or with all
     *     problems of the document
     */
    public Config read(String text, boolean providerGiven) {
        return read(parse(text), providerGiven);
    }

    /** Reads a saved config; as {@link #read(String, boolean)}. */
    public Config read(JsonValue document, boolean providerGiven) {
        boolean namesProvider = document instanceof JsonObject object && namesProvider(object);
        if (!namesProvider && !providerGiven) {
            throw Config.noProvider();
        }
        if (!(document instanceof JsonObject object)) {
            String message = "Expected object, received " + ConfigObject.typeName(document);
            throw invalid(List.of(new ConfigProblem("", message)));
        }
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigNode root = read(object, problems);
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
        if (isLegacy(object)) {
            throw GatewayException.invalidConfig(LEGACY);
        }
        return new Config(root, namesProvider);
    }

    /** What is wrong with a document; whether it names a provider is left to the call. */
    List<ConfigProblem> problems(JsonObject document) {
        List<ConfigProblem> problems = new ArrayList<>();
        read(document, problems);
        if (isLegacy(document)) {
            problems.add(new ConfigProblem("options", LEGACY));
        }
        return problems;
    }

    private ConfigNode read(JsonObject document, List<ConfigProblem> problems) {
        ConfigTreeReader tree = new ConfigTreeReader(providers, hosts, problems);
        ConfigNode root = tree.read(new ConfigObject(document, "", problems));
        if (problems.isEmpty()) {
            tree.unknownNames().forEach(unknownNames::report);
        }
        return root;
    }

    private static GatewayException invalid(List<ConfigProblem> problems) {
        return GatewayException.invalidConfig(
                "Invalid config passed",
                problems.stream().map(ConfigProblem::wireText).toList());
    }

    /** The first version of configs kept everything in a member of that name. */
    private static boolean isLegacy(JsonObject document) {
        return switch (document.getOrDefault("options", JsonValue.NULL).getValueType()) {
            case NULL, FALSE -> false;
            case STRING -> !document.getString("options").isEmpty();
            case NUMBER -> document.getJsonNumber("options").doubleValue() != 0;
            case TRUE, OBJECT, ARRAY -> true;
        };
    }

    private static JsonValue parse(String text) {
        try {
            return JsonCodec.parse(text);
        } catch (JsonSyntaxException e) {
            throw GatewayException.invalidConfig("Invalid config passed. You need to pass a valid json");
        }
    }

    private static boolean namesProvider(JsonObject document) {
        ConfigObject json = new ConfigObject(document, "", new ArrayList<>());
        return json.hasAny("provider", "targets", "virtual_key", "passthrough")
                || json.json("override_params")
                        .filter(ConfigRules::overridesWithSlug)
                        .isPresent();
    }
}
