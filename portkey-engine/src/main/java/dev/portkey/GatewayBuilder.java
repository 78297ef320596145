package dev.portkey;

import static java.util.Objects.requireNonNull;

import dev.portkey.config.ConfigCache;
import dev.portkey.config.ConfigCatalog;
import dev.portkey.config.ConfigReader;
import dev.portkey.config.Settings;
import dev.portkey.config.SettingsReader;
import dev.portkey.config.SettingsSource;
import dev.portkey.config.TargetFromHeaders;
import dev.portkey.credential.Access;
import dev.portkey.credential.CredentialCatalog;
import dev.portkey.credential.SettingsAccess;
import dev.portkey.credential.SettingsCredentialCatalog;
import dev.portkey.exchange.Engine;
import dev.portkey.exchange.Timer;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.http.Transport;
import dev.portkey.http.jetty.ForwardProxy;
import dev.portkey.http.jetty.JettyTransport;
import dev.portkey.http.jetty.TransportSettings;
import dev.portkey.observe.ExchangeListener;
import dev.portkey.observe.RecordDispatcher;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderRegistry;
import dev.portkey.routing.CircuitStates;
import dev.portkey.routing.Circuits;
import dev.portkey.routing.InMemoryCircuitStates;
import dev.portkey.routing.InMemoryStickyTargets;
import dev.portkey.routing.RoutingMemory;
import dev.portkey.routing.StickyTargets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Puts a {@link Gateway} together; everything has a default. Confined to one thread. */
public final class GatewayBuilder {
    private static final Logger LOG = System.getLogger(Gateway.class.getName());

    private Settings settings = Settings.defaults();
    private Optional<SettingsSource> document = Optional.empty();
    private ClassLoader classLoader = Gateway.class.getClassLoader();
    private Clock clock = Clock.systemUTC();
    private Optional<Transport> transport = Optional.empty();
    private Optional<Executor> executor = Optional.empty();
    private Optional<Access> access = Optional.empty();
    private Optional<CredentialCatalog> credentials = Optional.empty();
    private Optional<ConfigCatalog> configs = Optional.empty();
    private CircuitStates circuitStates = new InMemoryCircuitStates(InMemoryCircuitStates.DEFAULT_CAPACITY);
    private StickyTargets stickyTargets = new InMemoryStickyTargets(InMemoryStickyTargets.DEFAULT_CAPACITY);
    private final List<Provider> providers = new ArrayList<>();
    private final List<ExchangeListener> listeners = new ArrayList<>();

    GatewayBuilder() {}

    /** What the operator set; default {@link Settings#defaults()}. */
    public GatewayBuilder settings(Settings newSettings) {
        settings = requireNonNull(newSettings, "settings");
        document = Optional.empty();
        return this;
    }

    /**
     * What the operator set, still to be read: {@link #build()} does, when it knows all providers, and fails with an {@link
     * dev.portkey.config.InvalidSettingsException} that lists all problems.
     */
    public GatewayBuilder settings(SettingsSource newDocument) {
        document = Optional.of(newDocument);
        return this;
    }

    /** Adds a provider, or replaces the one of the same id. */
    public GatewayBuilder provider(Provider provider) {
        providers.add(requireNonNull(provider, "provider"));
        return this;
    }

    /** Adds somebody who is told of every call, and of targets going out of service and coming back. */
    public GatewayBuilder listener(ExchangeListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /** Where providers of the application are looked for; default: the loader of this library. */
    public GatewayBuilder classLoader(ClassLoader newClassLoader) {
        classLoader = requireNonNull(newClassLoader, "classLoader");
        return this;
    }

    /** Runs the callbacks of calls to providers, for example a container's managed executor; default: threads of its own. */
    public GatewayBuilder executor(Executor newExecutor) {
        executor = Optional.of(newExecutor);
        return this;
    }

    /** Calls providers another way; default: HTTP by Jetty's client. Closed with the gateway. */
    public GatewayBuilder transport(Transport newTransport) {
        transport = Optional.of(newTransport);
        return this;
    }

    /** Who may call; default: the {@code api_keys} of the settings. */
    public GatewayBuilder access(Access newAccess) {
        access = Optional.of(newAccess);
        return this;
    }

    /** Where virtual keys are found; default: the {@code virtual_keys} of the settings. */
    public GatewayBuilder credentials(CredentialCatalog newCredentials) {
        credentials = Optional.of(newCredentials);
        return this;
    }

    /** Where saved configs are found; default: the {@code configs} of the settings. */
    public GatewayBuilder configs(ConfigCatalog newConfigs) {
        configs = Optional.of(newConfigs);
        return this;
    }

    /** Where it is remembered which targets are out of service; default: in this gateway's memory. */
    public GatewayBuilder circuitStates(CircuitStates newCircuitStates) {
        circuitStates = requireNonNull(newCircuitStates, "circuitStates");
        return this;
    }

    /** Where sticky load balancing remembers its choices; default: in this gateway's memory. */
    public GatewayBuilder stickyTargets(StickyTargets newStickyTargets) {
        stickyTargets = requireNonNull(newStickyTargets, "stickyTargets");
        return this;
    }

    /** Tells the time of circuit breakers and sticky choices, of records and of {@code created} fields; default: the system's UTC clock. */
    public GatewayBuilder clock(Clock newClock) {
        clock = requireNonNull(newClock, "clock");
        return this;
    }

    /** A running gateway; to be closed when it is no longer needed. */
    public Gateway build() {
        List<Provider> known = BuiltInProviders.load(classLoader);
        known.addAll(providers);
        ProviderRegistry registry = ProviderRegistry.of(known);
        document.ifPresent(
                source -> settings = new SettingsReader(registry.ids(), GatewayBuilder::variable).read(source));
        var hosts = settings.customHosts().policy();
        if (access.isEmpty() && settings.apiKeys().isEmpty()) {
            LOG.log(Level.INFO, "no api_keys in the settings: this gateway answers every caller");
        }
        var records = new RecordDispatcher(listeners);
        return new Gateway(new Engine(
                settings,
                registry,
                new ConfigCache(new ConfigReader(registry.ids(), hosts), ConfigCache.DEFAULT_CAPACITY),
                new TargetFromHeaders(registry.ids()),
                hosts,
                transport.orElseGet(() -> jetty(hosts)),
                access.orElseGet(() -> new SettingsAccess(settings.apiKeys())),
                credentials.orElseGet(() -> new SettingsCredentialCatalog(settings.virtualKeys())),
                configs.orElseGet(settings::configCatalog),
                new RoutingMemory(new Circuits(circuitStates, records::dispatch), stickyTargets),
                records,
                new Timer(),
                clock));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private Transport jetty(CustomHostPolicy hosts) {
        Settings.Limits limits = settings.limits();
        TransportSettings transportSettings = TransportSettings.defaults()
                .withConnectTimeout(limits.connectTimeout())
                .withMaxConnectionsPerProvider(limits.maxConnectionsPerProvider())
                .withMaxQueuedPerProvider(limits.maxQueuedPerProvider())
                .withAddressPolicy(hosts);
        if (settings.proxy().isPresent()) {
            transportSettings =
                    transportSettings.withProxy(forwardProxy(settings.proxy().get()));
        }
        return new JettyTransport(executor.map(transportSettings::withExecutor).orElse(transportSettings));
    }

    private static ForwardProxy forwardProxy(Settings.Proxy proxy) {
        return new ForwardProxy(proxy.url(), proxy.noProxy(), proxy.username().flatMap(user -> proxy.password()
                .map(password -> new ForwardProxy.Credentials(user, password.reveal()))));
    }
}
