package dev.portkey.config;

import dev.portkey.credential.BearerToken;
import dev.portkey.credential.Caller;
import dev.portkey.credential.Secret;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonSyntaxException;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The target that a call describes by its headers, in place of a config or of what a config leaves out. Thread-safe. */
public final class TargetFromHeaders {
    private static final String PREFIX = "x-portkey-";

    /** Headers of the gateway's own, which no provider reads. */
    private static final Set<String> OWN = Set.of(
            "api-key",
            "beta",
            "cache",
            "cache-force-refresh",
            "cache-namespace",
            "config",
            "deadline",
            "first-token-timeout",
            "stream-idle-timeout",
            "custom-host",
            "debug",
            "default-input-guardrails",
            "default-output-guardrails",
            "fetch-integrated-models",
            "forward-headers",
            "metadata",
            "mode",
            "models-endpoint",
            "nitro-mode",
            "parent-span-id",
            "provider",
            "request-timeout",
            "retry-count",
            "sensitive-headers",
            "span-id",
            "span-name",
            "strict-open-ai-compliance",
            "trace-id",
            "virtual-key");

    /** Headers of the vendors that are also read without our prefix, which wins. */
    private static final List<String> BARE = List.of("openai-beta", "anthropic-beta", "anthropic-version");

    private final Set<String> providers;

    /** @param providers ids of the known providers */
    public TargetFromHeaders(Collection<String> providers) {
        this.providers = Set.copyOf(providers);
    }

    /**
     * The target of a call without config. Provider and virtual key are empty when no header names one. The headers of
     * {@link CallOverrides} are left to those.
     *
     * @param caller says which headers hold a key of the gateway, which is not the provider's
     * @throws GatewayException the documented 400 for a provider nobody knows
     */
    public Target read(Headers headers, Caller caller) {
        String provider = headers.first("x-portkey-provider").orElse("").strip();
        Optional<String> slug = Slugs.inProvider(provider);
        if (slug.isEmpty() && !provider.isEmpty() && !providers.contains(provider)) {
            throw GatewayException.invalidConfig("Invalid provider passed");
        }
        return Target.of("config", slug.isPresent() ? "" : provider).toBuilder()
                .virtualKey(headers.first("x-portkey-virtual-key")
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .map(Slugs::withoutAt)
                        .or(() -> slug))
                .apiKey(key(headers, caller))
                .options(options(headers))
                .build();
    }

    /**
     * A config with what only the headers say: a config that is a single target and names no provider, and targets with
     * {@code passthrough}, get provider, key and options from the call. What the config says itself stays.
     */
    public static ConfigNode complete(ConfigNode config, Target fromHeaders) {
        if (config instanceof Target target) {
            return namesProvider(target) ? target : filledFrom(fromHeaders, target);
        }
        TargetGroup group = (TargetGroup) config;
        return new TargetGroup(
                group.path(),
                group.name(),
                group.weight(),
                group.strategy(),
                group.targets().stream()
                        .map(node -> isPassthrough(node) ? complete(node, fromHeaders) : node)
                        .toList());
    }

    /** Groups are looked into for the passthrough targets below. */
    private static boolean isPassthrough(ConfigNode node) {
        return !(node instanceof Target target) || target.isPassthrough();
    }

    private static boolean namesProvider(Target target) {
        return !target.provider().isEmpty()
                || target.virtualKey().isPresent()
                || ConfigRules.overridesWithSlug(target.overrideParams());
    }

    private static Target filledFrom(Target fromHeaders, Target target) {
        Map<String, JsonValue> options = new HashMap<>(fromHeaders.options());
        options.putAll(target.options());
        return target.toBuilder()
                .provider(fromHeaders.provider())
                .virtualKey(fromHeaders.virtualKey())
                .apiKey(target.apiKey().or(fromHeaders::apiKey))
                .options(options)
                .build();
    }

    /** The provider's key; in the vendors' own headers where a vendor's client does not know {@code Authorization}. */
    private static Optional<Secret> key(Headers headers, Caller caller) {
        return Stream.of("authorization", "x-api-key", "api-key")
                .filter(name -> !caller.gatewayKeyHeaders().contains(name))
                .flatMap(name -> headers.first(name).stream())
                .findFirst()
                .map(BearerToken::orWhole)
                .filter(key -> !key.isBlank())
                .map(Secret::of);
    }

    private static Map<String, JsonValue> options(Headers headers) {
        Map<String, JsonValue> options = new HashMap<>();
        for (String name : BARE) {
            headers.first(name).ifPresent(value -> options.put(optionName(name), JsonCodec.string(value)));
        }
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OWN.contains(name.substring(PREFIX.length()))) {
                option(optionName(name.substring(PREFIX.length())), value, options);
            }
        });
        return options;
    }

    private static String optionName(String headerName) {
        return OptionNames.canonical(headerName.replace('-', '_'));
    }

    private static void option(String name, String value, Map<String, JsonValue> options) {
        if (!name.equals("vertex_service_account_json")) {
            options.put(name, JsonCodec.string(value));
            return;
        }
        try {
            options.put(name, JsonCodec.parseObject(value));
        } catch (JsonSyntaxException e) {
            throw GatewayException.at(
                    PREFIX + "vertex-service-account-json",
                    ErrorCode.INVALID_REQUEST,
                    "x-portkey-vertex-service-account-json must be the JSON of a service account key");
        }
    }
}
