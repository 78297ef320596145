package dev.portkey.config;

import dev.portkey.credential.Secret;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link Target}, new or out of another one. Confined to one thread. */
public final class TargetBuilder {
    private String path;
    private String name = "";
    private double weight = 1;
    private String provider = "";
    private Optional<String> virtualKey = Optional.empty();
    private Optional<Secret> apiKey = Optional.empty();
    private Optional<String> customHost = Optional.empty();
    private boolean customHostTrusted;
    private JsonObject overrideParams = JsonValue.EMPTY_JSON_OBJECT;
    private JsonObject defaultParams = JsonValue.EMPTY_JSON_OBJECT;
    private List<String> dropParams = List.of();
    private Waits waits = Waits.NONE;
    private List<String> forwardHeaders = List.of();
    private boolean strict = true;
    private RetrySettings retry = RetrySettings.NONE;
    private Optional<CircuitBreakerSettings> circuitBreaker = Optional.empty();
    private Optional<CacheSettings> cache = Optional.empty();
    private RescueMode rescue = RescueMode.AUTO;
    private Map<String, JsonValue> options = Map.of();
    private boolean saved;

    TargetBuilder(String path) {
        this.path = path;
    }

    TargetBuilder(Target target) {
        path = target.path();
        name = target.name();
        weight = target.weight();
        provider = target.provider();
        virtualKey = target.virtualKey();
        apiKey = target.apiKey();
        customHost = target.customHost();
        customHostTrusted = target.customHostTrusted();
        overrideParams = target.overrideParams();
        defaultParams = target.defaultParams();
        dropParams = target.dropParams();
        waits = target.waits();
        forwardHeaders = target.forwardHeaders();
        strict = target.strict();
        retry = target.retry();
        circuitBreaker = target.circuitBreaker();
        cache = target.cache();
        rescue = target.rescue();
        options = target.options();
        saved = target.saved();
    }

    public TargetBuilder path(String newPath) {
        path = newPath;
        return this;
    }

    public TargetBuilder name(String newName) {
        name = newName;
        return this;
    }

    public TargetBuilder weight(double newWeight) {
        weight = newWeight;
        return this;
    }

    public TargetBuilder provider(String newProvider) {
        provider = newProvider;
        return this;
    }

    public TargetBuilder virtualKey(Optional<String> newVirtualKey) {
        virtualKey = newVirtualKey;
        return this;
    }

    public TargetBuilder apiKey(Optional<Secret> newApiKey) {
        apiKey = newApiKey;
        return this;
    }

    /** @param trusted the operator named the host, so it is not subject to the address policy */
    public TargetBuilder customHost(Optional<String> newCustomHost, boolean trusted) {
        customHost = newCustomHost;
        customHostTrusted = trusted;
        return this;
    }

    public TargetBuilder overrideParams(JsonObject newOverrideParams) {
        overrideParams = newOverrideParams;
        return this;
    }

    public TargetBuilder defaultParams(JsonObject newDefaultParams) {
        defaultParams = newDefaultParams;
        return this;
    }

    public TargetBuilder dropParams(List<String> newDropParams) {
        dropParams = newDropParams;
        return this;
    }

    public TargetBuilder waits(Waits newWaits) {
        waits = newWaits;
        return this;
    }

    public TargetBuilder forwardHeaders(List<String> newForwardHeaders) {
        forwardHeaders = newForwardHeaders;
        return this;
    }

    public TargetBuilder strict(boolean newStrict) {
        strict = newStrict;
        return this;
    }

    public TargetBuilder retry(RetrySettings newRetry) {
        retry = newRetry;
        return this;
    }

    public TargetBuilder circuitBreaker(Optional<CircuitBreakerSettings> newCircuitBreaker) {
        circuitBreaker = newCircuitBreaker;
        return this;
    }

    public TargetBuilder cache(Optional<CacheSettings> newCache) {
        cache = newCache;
        return this;
    }

    public TargetBuilder rescue(RescueMode newRescue) {
        rescue = newRescue;
        return this;
    }

    public TargetBuilder options(Map<String, JsonValue> newOptions) {
        options = newOptions;
        return this;
    }

    /** Whether the operator wrote the target. */
    public TargetBuilder saved(boolean newSaved) {
        saved = newSaved;
        return this;
    }

    public Target build() {
        return new Target(
                path,
                name,
                weight,
                provider,
                virtualKey,
                apiKey,
                customHost,
                customHostTrusted,
                overrideParams,
                defaultParams,
                dropParams,
                waits,
                forwardHeaders,
                strict,
                retry,
                circuitBreaker,
                cache,
                rescue,
                options,
                saved);
    }
}
