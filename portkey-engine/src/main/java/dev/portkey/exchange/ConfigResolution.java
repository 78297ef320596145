package dev.portkey.exchange;

import dev.portkey.config.CallOverrides;
import dev.portkey.config.Config;
import dev.portkey.config.ConfigNode;
import dev.portkey.config.Target;
import dev.portkey.config.TargetFromHeaders;
import dev.portkey.config.TargetGroup;
import dev.portkey.credential.Caller;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.provider.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Finds out what the caller wants done: a config in the header, a saved one by its id, the default one of its key, or a
 * single target described by headers; then what headers say about every target of it.
 */
final class ConfigResolution {
    private static final Pattern SAVED_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern LEGACY_MODE = Pattern.compile("proxy\\s+(\\S+)");

    private static final List<String> GUARDRAILS = List.of(
            "input_guardrails",
            "output_guardrails",
            "before_request_hooks",
            "after_request_hooks",
            "input_mutators",
            "output_mutators");

    private final Engine engine;
    private final Headers headers;
    private final Caller caller;

    private ConfigResolution(Engine engine, Headers headers, Caller caller) {
        this.engine = engine;
        this.headers = headers;
        this.caller = caller;
    }

    /**
     * The config of a call.
     *
     * @return a tree whose targets may still lack a provider, which a virtual key or the model may supply; fails with the
     *     documented 400s
     */
    static CompletableFuture<ConfigNode> of(Engine engine, GatewayRequest request, Endpoint endpoint, Caller caller) {
        Headers headers = endpoint == Endpoint.PROXY ? withLegacyProvider(request.headers()) : request.headers();
        return new ConfigResolution(engine, headers, caller).resolve();
    }

    /** Old clients name the provider as {@code x-portkey-mode: proxy openai}. */
    private static Headers withLegacyProvider(Headers headers) {
        if (!headers.contains("x-portkey-mode") || headers.contains("x-portkey-provider")) {
            return headers;
        }
        var mode = LEGACY_MODE.matcher(
                headers.first("x-portkey-mode").orElse("").strip().toLowerCase(Locale.ROOT));
        return mode.matches()
                ? headers.toBuilder().set("x-portkey-provider", mode.group(1)).build()
                : headers;
    }

    private CompletableFuture<ConfigNode> resolve() {
        if (headers.contains("x-portkey-default-input-guardrails")
                || headers.contains("x-portkey-default-output-guardrails")) {
            throw unguarded("x-portkey-default-*-guardrails");
        }
        Target described = engine.headerTargets().read(headers, caller);
        CallOverrides overrides = CallOverrides.read(headers, engine.hosts());
        return config(described)
                .thenApply(config -> config.map(given -> TargetFromHeaders.complete(given.root(), described))
                        .orElse(described))
                .thenApply(node -> overrides.applyTo(guarded(node)));
    }

    /** A config that asks for guardrails must not be run without them. */
    private static ConfigNode guarded(ConfigNode node) {
        if (node instanceof TargetGroup group) {
            group.targets().forEach(ConfigResolution::guarded);
        } else if (node instanceof Target target) {
            GUARDRAILS.stream()
                    .filter(target.options()::containsKey)
                    .findFirst()
                    .ifPresent(name -> {
                        throw unguarded(name);
                    });
        }
        return node;
    }

    private static GatewayException unguarded(String what) {
        return GatewayException.at(
                what,
                ErrorCode.INVALID_REQUEST,
                "This call asks for " + what
                        + ", and this version of the gateway has no guardrails: it is refused rather than"
                        + " run unguarded");
    }

    private CompletableFuture<Optional<Config>> config(Target described) {
        boolean providerGiven =
                !described.provider().isEmpty() || described.virtualKey().isPresent();
        Optional<String> text = headers.first("x-portkey-config").map(ConfigResolution::unquoted);
        if (text.isPresent() && !SAVED_ID.matcher(text.get()).matches()) {
            return CompletableFuture.completedFuture(
                    Optional.of(engine.configCache().read(text.get(), providerGiven)));
        }
        return text.or(caller::defaultConfig)
                .map(id -> saved(id, providerGiven).thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Config> saved(String id, boolean providerGiven) {
        return engine.configs()
                .config(id, caller)
                .toCompletableFuture()
                .thenApply(
                        document -> engine.configCache().read(document.orElseThrow(() -> unknown(id)), providerGiven))
                .thenApply(config -> new Config(ofOperator(config.root()), config.namesProvider()));
    }

    /** The operator's words: the hosts they name are the operator's choice. */
    private static ConfigNode ofOperator(ConfigNode node) {
        if (node instanceof Target target) {
            return target.toBuilder()
                    .saved(true)
                    .customHost(target.customHost(), target.customHost().isPresent())
                    .build();
        }
        TargetGroup group = (TargetGroup) node;
        return new TargetGroup(
                group.path(),
                group.name(),
                group.weight(),
                group.strategy(),
                group.targets().stream().map(ConfigResolution::ofOperator).toList());
    }

    private static GatewayException unknown(String id) {
        return GatewayException.at(
                "x-portkey-config",
                ErrorCode.INVALID_REQUEST,
                "Config '" + id
                        + "' is not known to this gateway: send the config itself as JSON, or the id of a saved one");
    }

    /** Documented curl lines hold the JSON in single quotes of its own. */
    private static String unquoted(String text) {
        String bare = text.strip();
        return bare.length() > 1 && bare.startsWith("'") && bare.endsWith("'")
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }
}
