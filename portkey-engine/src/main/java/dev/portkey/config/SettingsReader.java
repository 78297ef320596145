package dev.portkey.config;

import dev.portkey.config.Settings.Cache;
import dev.portkey.config.Settings.CustomHosts;
import dev.portkey.config.Settings.Limits;
import dev.portkey.config.Settings.Proxy;
import dev.portkey.config.Settings.Server;
import dev.portkey.credential.ApiKey;
import dev.portkey.credential.Secret;
import dev.portkey.credential.VirtualKey;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the operator's document. Everything is checked before the gateway starts, saved configs included, and all problems
 * are reported at once. Texts may hold {@code ${env:NAME}} and {@code ${file:PATH}}. Thread-safe.
 */
public final class SettingsReader {
    private final Set<String> providers;
    private final Placeholders placeholders;

    /**
     * @param providers ids of the known providers, in the order in which messages list them
     * @param environment value of an environment variable, empty when it is not set
     */
    public SettingsReader(Set<String> providers, Function<String, Optional<String>> environment) {
        this.providers = providers;
        this.placeholders = new Placeholders(environment);
    }

    /** @throws InvalidSettingsException with all problems of the document */
    public Settings read(SettingsSource source) {
        try {
            return read(source.name(), JsonCodec.parseObject(source.json()));
        } catch (JsonSyntaxException e) {
            throw new InvalidSettingsException(source.name(), List.of(String.valueOf(e.getMessage())));
        }
    }

    private Settings read(String source, JsonObject json) {
        List<String> problems = new ArrayList<>();
        SettingsSection document = new SettingsSection("", json, placeholders, problems);
        CustomHosts customHosts = customHosts(document.section("custom_hosts"));
        Map<String, JsonObject> configs = configs(document, customHosts, problems);
        Settings settings = new Settings(
                server(document.section("server")),
                apiKeys(document, configs.keySet()),
                virtualKeys(document),
                configs,
                providerBaseUrls(document),
                customHosts,
                limits(document.section("limits")),
                document.has("proxy") ? Optional.of(proxy(document.section("proxy"))) : Optional.empty(),
                cache(document.section("cache")));
        document.refuseOthers();
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(source, problems);
        }
        return settings;
    }

    private static Server server(SettingsSection section) {
        Server server = new Server(section.text("host").orElse(Server.DEFAULT.host()), (int)
                section.number("port", Server.DEFAULT.port(), 0, 65535));
        section.refuseOthers();
        return server;
    }

    private static List<ApiKey> apiKeys(SettingsSection document, Set<String> configIds) {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Secret> secrets = new HashSet<>();
        for (SettingsSection section : document.sections("api_keys")) {
            ApiKey key = new ApiKey(
                    section.requiredText("name"),
                    Secret.of(section.requiredText("key")),
                    section.text("default_config"),
                    section.namedTexts("metadata"));
            requireNew(section, "name", key.name(), names);
            if (!key.key().reveal().isEmpty() && !secrets.add(key.key())) {
                section.problem("key", "the same key is there twice");
            }
            key.defaultConfig()
                    .filter(id -> !configIds.contains(id))
                    .ifPresent(id -> section.problem("default_config", "no config has the id \"" + id + '"'));
            section.refuseOthers();
            keys.add(key);
        }
        return keys;
    }

    private List<VirtualKey> virtualKeys(SettingsSection document) {
        List<VirtualKey> keys = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        for (SettingsSection section : document.sections("virtual_keys")) {
            String slug = section.requiredText("slug");
            if (!slug.matches("[A-Za-z0-9._-]*")) {
                section.problem("slug", "expected letters, digits, dots, hyphens and underscores only");
            }
            requireNew(section, "slug", slug, slugs);
            String provider = section.requiredText("provider");
            if (!provider.isEmpty()) {
                requireProvider(section, "provider", provider);
            }
            keys.add(new VirtualKey(
                    slug,
                    provider,
                    section.secret("api_key"),
                    section.url("custom_host").map(URI::toString),
                    options(section)));
        }
        return keys;
    }

    /** Options in their canonical spelling; another spelling would never be read and is most likely a mistake. */
    private static Map<String, JsonValue> options(SettingsSection section) {
        Map<String, JsonValue> options = new HashMap<>();
        section.rest().forEach((name, value) -> {
            if (!name.matches("[a-z0-9_]+")) {
                section.problem(name, "expected a name in snake case, such as " + OptionNames.canonical(name));
            }
            options.put(OptionNames.canonical(name), value);
        });
        return options;
    }

    private Map<String, JsonObject> configs(SettingsSection document, CustomHosts customHosts, List<String> problems) {
        ConfigReader reader = new ConfigReader(providers, customHosts.policy());
        Map<String, JsonObject> configs = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (SettingsSection section : document.sections("configs")) {
            String id = section.requiredText("id");
            requireNew(section, "id", id, ids);
            if (!section.has("config")) {
                section.problem("config", "required");
            }
            Optional<JsonObject> config = section.document("config");
            config.map(reader::problems)
                    .orElse(List.of())
                    .forEach(problem ->
                            problems.add(section.pathTo("config") + dotted(problem.path()) + ": " + problem.message()));
            section.refuseOthers();
            configs.put(id, config.orElse(JsonValue.EMPTY_JSON_OBJECT));
        }
        return configs;
    }

    /** {@code targets,0,provider} as the settings write it: {@code .targets[0].provider}. */
    private static String dotted(String commaPath) {
        StringBuilder dotted = new StringBuilder();
        for (String segment : commaPath.split(",")) {
            if (segment.matches("[0-9]+")) {
                dotted.append('[').append(segment).append(']');
            } else if (!segment.isEmpty()) {
                dotted.append('.').append(segment);
            }
        }
        return dotted.toString();
    }

    private Map<String, String> providerBaseUrls(SettingsSection document) {
        Map<String, String> baseUrls = new HashMap<>();
        document.namedSections("providers").forEach((id, section) -> {
            requireProvider(document, "providers." + id, id);
            section.url("base_url").ifPresent(url -> baseUrls.put(id, url.toString()));
            section.refuseOthers();
        });
        return baseUrls;
    }

    private static CustomHosts customHosts(SettingsSection section) {
        List<String> allow = section.texts("allow").orElse(CustomHosts.DEFAULT.allow());
        List<String> understood = new ArrayList<>();
        for (int i = 0; i < allow.size(); i++) {
            try {
                new CustomHostPolicy(List.of(allow.get(i)));
                understood.add(allow.get(i));
            } catch (IllegalArgumentException e) {
                section.problem(
                        "allow[" + i + ']',
                        "expected a host name, *.domain, an address or a range such as 10.0.0.0/8, got \""
                                + allow.get(i) + '"');
            }
        }
        section.refuseOthers();
        return new CustomHosts(understood);
    }

    private static Limits limits(SettingsSection section) {
        Limits preset = Limits.DEFAULT;
        Limits limits = new Limits(
                section.count("max_body_bytes", preset.maxBodyBytes(), 1),
                section.count("max_reply_bytes", preset.maxReplyBytes(), 1),
                section.millis("connect_timeout_ms", preset.connectTimeout(), 1),
                section.millis("first_byte_timeout_ms", preset.firstByteTimeout(), 1),
                section.millis("first_token_timeout_ms", preset.firstTokenTimeout(), 1),
                section.millis("stream_idle_timeout_ms", preset.streamIdleTimeout(), 1),
                section.millis("deadline_ms", preset.deadline(), 1),
                section.count("max_connections_per_provider", preset.maxConnectionsPerProvider(), 1),
                section.count("max_queued_per_provider", preset.maxQueuedPerProvider(), 1),
                section.millis("stop_timeout_ms", preset.stopTimeout(), 0));
        section.refuseOthers();
        return limits;
    }

    private static Proxy proxy(SettingsSection section) {
        if (!section.has("url")) {
            section.problem("url", "required");
        }
        Proxy proxy = new Proxy(
                section.url("url").orElse(URI.create("http://localhost")),
                section.text("username"),
                section.secret("password"),
                section.texts("no_proxy").orElse(List.of()));
        if (section.has("password") != section.has("username")) {
            section.problem("username", "expected together with password");
        }
        section.refuseOthers();
        return proxy;
    }

    private static Cache cache(SettingsSection section) {
        section.text("store")
                .filter(store -> !store.equals("memory"))
                .ifPresent(store -> section.problem("store", "expected \"memory\", got \"" + store + '"'));
        Cache cache = new Cache(
                Cache.DEFAULT.store(), section.number("max_bytes", Cache.DEFAULT.maxBytes(), 1, Long.MAX_VALUE));
        section.refuseOthers();
        return cache;
    }

    private static void requireNew(SettingsSection section, String name, String value, Set<String> seen) {
        if (!value.isEmpty() && !seen.add(value)) {
            section.problem(name, "\"" + value + "\" is there twice");
        }
    }

    private void requireProvider(SettingsSection section, String where, String id) {
        if (!providers.contains(id)) {
            section.problem(where, "unknown provider \"" + id + "\", expected one of " + String.join(", ", providers));
        }
    }
}
