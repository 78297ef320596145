package dev.portkey.exchange;

import dev.portkey.config.ConfigCache;
import dev.portkey.config.ConfigCatalog;
import dev.portkey.config.Settings;
import dev.portkey.config.TargetFromHeaders;
import dev.portkey.credential.Access;
import dev.portkey.credential.CredentialCatalog;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.http.Transport;
import dev.portkey.observe.RecordDispatcher;
import dev.portkey.provider.ProviderRegistry;
import dev.portkey.routing.RoutingMemory;
import java.time.Clock;

/** What all calls of one gateway share. Every part is thread-safe. */
public record Engine(
        Settings settings,
        ProviderRegistry providers,
        ConfigCache configCache,
        TargetFromHeaders headerTargets,
        CustomHostPolicy hosts,
        Transport transport,
        Access access,
        CredentialCatalog credentials,
        ConfigCatalog configs,
        RoutingMemory memory,
        RecordDispatcher records,
        Timer timer,
        Clock clock)
        implements AutoCloseable {
    /** Breaks off what is still under way and ends all threads. */
    @Override
    public void close() {
        transport.close();
        timer.close();
        records.close();
    }
}
