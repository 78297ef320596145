package dev.portkey.config;

import dev.portkey.credential.ApiKey;
import dev.portkey.credential.Secret;
import dev.portkey.credential.VirtualKey;
import dev.portkey.http.CustomHostPolicy;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator sets once, in {@code portkey.json}: as the document is built, in its order. Immutable.
 * {@link SettingsReader} reads it, {@link SettingsLocator} finds it.
 *
 * @param server where the standalone gateway listens
 * @param apiKeys keys of the gateway itself; without any, everybody may call
 * @param virtualKeys provider keys that clients use by name
 * @param configs saved configs by their id
 * @param providerBaseUrls {@code providers.<id>.base_url} by provider id: replaces the provider's own, without trailing
 *     slash; trusted, hence not subject to the policy for custom hosts
 * @param customHosts what clients may name as custom host
 * @param limits sizes and waits
 * @param proxy the forward proxy through which providers are called
 * @param cache where answers are cached
 */
public record Settings(
        Server server,
        List<ApiKey> apiKeys,
        List<VirtualKey> virtualKeys,
        Map<String, JsonObject> configs,
        Map<String, String> providerBaseUrls,
        CustomHosts customHosts,
        Limits limits,
        Optional<Proxy> proxy,
        Cache cache) {
    public Settings {
        apiKeys = List.copyOf(apiKeys);
        virtualKeys = List.copyOf(virtualKeys);
        configs = Map.copyOf(configs);
        providerBaseUrls = Map.copyOf(providerBaseUrls);
    }

    /** What applies when there is no document: an open gateway on loopback without keys of its own. */
    public static Settings defaults() {
        return new Settings(
                Server.DEFAULT,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                CustomHosts.DEFAULT,
                Limits.DEFAULT,
                Optional.empty(),
                Cache.DEFAULT);
    }

    /** The catalog of {@link #configs()}. */
    public ConfigCatalog configCatalog() {
        return new SettingsConfigCatalog(configs);
    }

    /** Without the configs, which may hold secrets. */
    @Override
    public String toString() {
        return "Settings[server=" + server + ", apiKeys=" + apiKeys.size() + ", virtualKeys=" + virtualKeys.size()
                + ", configs=" + configs.keySet() + ", providerBaseUrls=" + providerBaseUrls + ", customHosts="
                + customHosts
                + ", limits=" + limits + ", proxy=" + proxy + ", cache=" + cache + ']';
    }

    /**
     * {@code server}; a gateway inside somebody's container has no use for it.
     *
     * @param host the address to listen at, default 127.0.0.1
     * @param port default 8787; 0 lets the system choose
     */
    public record Server(String host, int port) {
        static final Server DEFAULT = new Server("127.0.0.1", 8787);
    }

    /**
     * {@code custom_hosts}.
     *
     * @param allow as {@link CustomHostPolicy} reads them, default {@link CustomHostPolicy#DEFAULT_ALLOWED}
     */
    public record CustomHosts(List<String> allow) {
        static final CustomHosts DEFAULT = new CustomHosts(CustomHostPolicy.DEFAULT_ALLOWED);

        public CustomHosts {
            allow = List.copyOf(allow);
        }

        public CustomHostPolicy policy() {
            return new CustomHostPolicy(allow);
        }
    }

    /**
     * {@code limits}; members that end in {@code _ms} are milliseconds.
     *
     * @param maxBodyBytes largest JSON body of a client, {@code max_body_bytes}, default 104857600
     * @param maxReplyBytes largest reply of a provider that is read whole, {@code max_reply_bytes}, default 104857600
     * @param connectTimeout wait for a connection to a provider, {@code connect_timeout_ms}, default 5000
     * @param firstByteTimeout wait for a provider's response headers, {@code first_byte_timeout_ms}, default 300000
     * @param firstTokenTimeout wait from a stream's response headers to its first event, {@code first_token_timeout_ms},
     *     default 300000
     * @param streamIdleTimeout longest silence within a provider's response, {@code stream_idle_timeout_ms}, default 120000
     * @param deadline longest life of a call with all its retries and targets, {@code deadline_ms}, default 3600000
     * @param maxConnectionsPerProvider open connections to one host, {@code max_connections_per_provider}, default 4096: a
     *     stream keeps its connection while it lasts
     * @param maxQueuedPerProvider calls that wait for one of them, {@code max_queued_per_provider}, default 1024
     * @param stopTimeout how long a stop waits for running calls, {@code stop_timeout_ms}, default 30000; 0 does not wait
     */
    public record Limits(
            int maxBodyBytes,
            int maxReplyBytes,
            Duration connectTimeout,
            Duration firstByteTimeout,
            Duration firstTokenTimeout,
            Duration streamIdleTimeout,
            Duration deadline,
            int maxConnectionsPerProvider,
            int maxQueuedPerProvider,
            Duration stopTimeout) {
        static final Limits DEFAULT = new Limits(
                104_857_600,
                104_857_600,
                Duration.ofMillis(5_000),
                Duration.ofMillis(300_000),
                Duration.ofMillis(300_000),
                Duration.ofMillis(120_000),
                Duration.ofMillis(3_600_000),
                4096,
                1024,
                Duration.ofMillis(30_000));
    }

    /**
     * {@code proxy}.
     *
     * @param url http or https, host and port only
     * @param username for {@code Proxy-Authorization: Basic}, together with the password
     * @param noProxy hosts that are called directly: names, {@code *.domain} or addresses
     */
    public record Proxy(URI url, Optional<String> username, Optional<Secret> password, List<String> noProxy) {
        public Proxy {
            noProxy = List.copyOf(noProxy);
        }
    }

    /**
     * {@code cache}.
     *
     * @param store where answers are kept: {@code memory}
     * @param maxBytes how much of it, {@code max_bytes}, default 268435456
     */
    public record Cache(Store store, long maxBytes) {
        static final Cache DEFAULT = new Cache(Store.MEMORY, 268_435_456);

        /** {@code cache.store}. */
        public enum Store {
            MEMORY
        }
    }
}
