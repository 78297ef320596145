package dev.portkey.config;

import dev.portkey.credential.Secret;
import dev.portkey.http.CustomHostException;
import dev.portkey.http.CustomHostPolicy;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the nodes of one config document from the root down and collects what is wrong with it. Used once. */
final class ConfigTreeReader {
    private static final int MAX_DEPTH = 64;

    /** Larger ones could not be added up without losing the smaller. */
    private static final double MAX_WEIGHT = 1_000_000_000;

    private static final List<String> HOOKS = List.of(
            "before_request_hooks",
            "after_request_hooks",
            "input_guardrails",
            "output_guardrails",
            "input_mutators",
            "output_mutators");

    private static final List<String> TEXT_OPTIONS = List.of(
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_region",
            "vertex_project_id",
            "vertex_region",
            "openai_project",
            "openai_organization",
            "azure_model_name",
            "azure_auth_mode");

    /** Members that have a place of their own in {@link Target} or {@link TargetGroup}; all others are options. */
    private static final Set<String> FIELDS = Set.of(
            "strategy",
            "targets",
            "name",
            "weight",
            "provider",
            "virtual_key",
            "api_key",
            "custom_host",
            "override_params",
            "default_params",
            "drop_params",
            "request_timeout",
            "first_token_timeout",
            "stream_idle_timeout",
            "deadline",
            "forward_headers",
            "strict_open_ai_compliance",
            "retry",
            "cb_config",
            "cache");

    private final Set<String> providers;
    private final CustomHostPolicy hosts;
    private final List<ConfigProblem> problems;
    private final Set<String> unknownNames = new TreeSet<>();
    private final StrategyReader strategies = new StrategyReader(this::noteUnknown);

    /**
     * @param providers the known ids, in the order in which messages list them
     * @param problems filled while reading
     */
    ConfigTreeReader(Set<String> providers, CustomHostPolicy hosts, List<ConfigProblem> problems) {
        this.providers = providers;
        this.hosts = hosts;
        this.problems = problems;
    }

    /** The tree; means something only when there are no problems afterwards. */
    ConfigNode read(ConfigObject document) {
        return node(document, "config", Inherited.NOTHING, 1);
    }

    /** Members nothing in the gateway reads, as far as known here. */
    Set<String> unknownNames() {
        return unknownNames;
    }

    private ConfigNode node(ConfigObject json, String path, Inherited parent, int depth) {
        int before = problems.size();
        Optional<ConfigObject> strategyJson = json.object("strategy");
        Inherited inherited = inheritable(json, strategyJson).under(parent);
        Optional<Strategy> strategy = strategyJson.flatMap(strategies::read);
        Target leaf = leaf(json, path, inherited);
        boolean isSound = problems.size() == before;
        List<ConfigNode> targets = targets(json, path, inherited, depth);
        boolean isGroup = json.hasAny("strategy", "targets");
        if (isSound && ConfigRules.hold(json) && isGroup) {
            json.require("strategy");
            json.require("targets");
        }
        if (!isGroup || strategy.isEmpty()) {
            return leaf;
        }
        if (!targets.isEmpty()) {
            GroupRules.check(json, strategy.get(), targets);
        }
        return new TargetGroup(path, leaf.name(), leaf.weight(), strategy.get(), targets);
    }

    private List<ConfigNode> targets(ConfigObject json, String path, Inherited inherited, int depth) {
        if (depth > MAX_DEPTH && json.has("targets")) {
            json.problemAt("targets", "Nested deeper than " + MAX_DEPTH + " levels");
            return List.of();
        }
        List<ConfigNode> nodes = new ArrayList<>();
        for (ConfigObject target : json.nonEmptyObjects("targets").orElse(List.of())) {
            nodes.add(node(target, path + ".targets[" + nodes.size() + ']', inherited, depth + 1));
        }
        return nodes;
    }

    private Inherited inheritable(ConfigObject json, Optional<ConfigObject> strategy) {
        return new Inherited(
                json.json("override_params").orElse(JsonValue.EMPTY_JSON_OBJECT),
                json.json("default_params").orElse(JsonValue.EMPTY_JSON_OBJECT),
                json.strings("drop_params").orElse(List.of()),
                json.object("retry").map(this::retry),
                strategies.circuitBreaker(json, strategy),
                json.object("cache").map(this::cache),
                strategy.flatMap(StrategyReader::rescue),
                new Waits(
                        millis(json, "request_timeout"),
                        millis(json, "first_token_timeout"),
                        millis(json, "stream_idle_timeout"),
                        millis(json, "deadline")),
                json.string("custom_host").flatMap(url -> customHost(json, url)),
                json.strings("forward_headers").map(names -> forwardHeaders(json, names)),
                json.bool("strict_open_ai_compliance"),
                hooks(json));
    }

    private static Optional<Duration> millis(ConfigObject json, String name) {
        return json.number(name, ConfigObject.MAX_SAFE_INTEGER).map(millis -> Duration.ofMillis(Math.round(millis)));
    }

    private RetrySettings retry(ConfigObject json) {
        noteUnknown(json, Set.of("attempts", "on_status_codes", "use_retry_after_header"));
        json.require("attempts");
        long attempts = json.wholeNumber("attempts").orElse(0L);
        return new RetrySettings(
                (int) Math.min(attempts, RetrySettings.MAX_ATTEMPTS),
                json.numbers("on_status_codes").orElse(RetrySettings.DEFAULT_STATUS_CODES),
                json.bool("use_retry_after_header").orElse(false));
    }

    private CacheSettings cache(ConfigObject json) {
        noteUnknown(json, Set.of("mode", "max_age"));
        json.require("mode");
        CacheSettings.Mode mode = CacheSettings.Mode.SIMPLE;
        switch (json.string("mode").orElse("simple")) {
            case "simple" -> {}
            case "semantic" -> mode = CacheSettings.Mode.SEMANTIC;
            default -> json.problemAt("mode", "Invalid 'cache.mode' value. Must be one of: simple, semantic");
        }
        return new CacheSettings(
                mode,
                json.number("max_age", ConfigObject.MAX_SAFE_INTEGER)
                        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
    }

    private Optional<String> customHost(ConfigObject json, String url) {
        try {
            return Optional.of(hosts.check(url).baseUrl());
        } catch (CustomHostException e) {
            json.problemAt("custom_host", "Invalid custom host");
            return Optional.empty();
        }
    }

    private static List<String> forwardHeaders(ConfigObject json, List<String> names) {
        List<String> lowerCase = ForwardHeaders.lowerCase(names);
        ForwardHeaders.problem(lowerCase).ifPresent(message -> json.problemAt("forward_headers", message));
        return lowerCase;
    }

    private static Map<String, JsonArray> hooks(ConfigObject json) {
        Map<String, JsonArray> hooks = new HashMap<>();
        for (String name : HOOKS) {
            json.hooks(name).ifPresent(list -> hooks.put(name, list));
        }
        return hooks;
    }

    private Target leaf(ConfigObject json, String path, Inherited inherited) {
        Optional<String> provider = json.string("provider");
        Optional<String> slug = provider.flatMap(Slugs::inProvider);
        if (slug.isEmpty()) {
            provider.filter(id -> !providers.contains(id)).ifPresent(id -> unknownProvider(json));
        }
        TEXT_OPTIONS.forEach(json::string);
        json.numbers("on_status_codes");
        json.bool("passthrough");
        json.object("vertex_service_account_json").ifPresent(ConfigObject::requireStrings);
        return Target.builder(path)
                .name(json.string("name").orElse(""))
                .weight(json.number("weight", MAX_WEIGHT).orElse(1.0))
                .provider(slug.isPresent() ? "" : provider.orElse(""))
                .virtualKey(json.text("virtual_key").map(Slugs::withoutAt).or(() -> slug))
                .apiKey(json.text("api_key").map(Secret::of))
                .customHost(inherited.customHost(), false)
                .overrideParams(inherited.overrideParams())
                .defaultParams(inherited.defaultParams())
                .dropParams(inherited.dropParams())
                .waits(inherited.waits().withoutZeros())
                .forwardHeaders(inherited.forwardHeaders().orElse(List.of()))
                .strict(inherited.strict().orElse(true))
                .retry(inherited.retry().orElse(RetrySettings.NONE))
                .circuitBreaker(inherited.circuitBreaker())
                .cache(inherited.cache())
                .rescue(inherited.rescue().orElse(RescueMode.AUTO))
                .options(options(json, inherited))
                .build();
    }

    private void unknownProvider(ConfigObject json) {
        json.problemAt("provider", "Invalid 'provider' value. Must be one of: " + String.join(", ", providers));
    }

    private Map<String, JsonValue> options(ConfigObject json, Inherited inherited) {
        Map<String, JsonValue> options = json.without(FIELDS);
        options.keySet().stream().filter(name -> !OptionNames.isKnown(name)).forEach(unknownNames::add);
        options.putAll(inherited.hooks());
        return options;
    }

    private void noteUnknown(ConfigObject json, Set<String> known) {
        unknownNames.addAll(json.without(known).keySet());
    }
}
