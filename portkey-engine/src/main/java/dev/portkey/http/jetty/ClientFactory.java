package dev.portkey.http.jetty;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.ContentDecoder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.Sweeper;

/** Makes Jetty clients that send what they are told and nothing more: no cookies, no redirects, no log-in dialogues. */
final class ClientFactory {
    /** A bearer token or a signed header may be long. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    /** HTTP/2: what a provider may send of one stream before somebody has read it. */
    private static final int STREAM_WINDOW_BYTES = 512 << 10;

    /** A TLS handshake that says nothing for so long has failed. */
    private static final Duration HANDSHAKE_IDLE = Duration.ofSeconds(10);

    /** A destination without connections is forgotten: clients may name any number of hosts. */
    private static final Duration DESTINATION_IDLE = Duration.ofMinutes(1);

    private final TransportSettings settings;
    private final Executor executor;
    private final Scheduler scheduler;
    private final ByteBufferPool buffers;
    private final KeepAlive keepAlive;

    ClientFactory(
            TransportSettings settings,
            Executor executor,
            Scheduler scheduler,
            ByteBufferPool buffers,
            KeepAlive keepAlive) {
        this.settings = settings;
        this.executor = executor;
        this.scheduler = scheduler;
        this.buffers = buffers;
        this.keepAlive = keepAlive;
    }

    HttpClient forBuiltInProviders() {
        HttpClient client = newClient(lookup());
        settings.proxy().ifPresent(proxy -> use(client, proxy));
        return client;
    }

    HttpClient forNamedHosts() {
        return newClient(new GuardedResolver(lookup(), settings.addressPolicy()));
    }

    /** Jetty adds its protocol handlers when it starts. Those that stay are for interim responses (1xx). */
    static void start(HttpClient client) {
        LifeCycle.start(client);
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    }

    /** The JVM's look-up, in a thread of the executor since it blocks. */
    private SocketAddressResolver lookup() {
        return new SocketAddressResolver.Async(
                executor, scheduler, settings.connectTimeout().toMillis());
    }

    private HttpClient newClient(SocketAddressResolver resolver) {
        ClientConnector connector = newConnector();
        var http2 = new HTTP2Client(connector);
        http2.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        http2.setMaxConcurrentPushedStreams(0);
        // HTTP/1.1 first, since the first is what a server without ALPN is assumed to speak. Servers that offer HTTP/2
        // choose it by their own order.
        var transport = new HttpClientTransportDynamic(
                connector, HttpClientConnectionFactory.HTTP11, new ClientConnectionFactoryOverHTTP2.HTTP2(http2));
        transport.setConnectionPoolFactory(
                destination -> keepAlive.newPool(destination, settings.maxConnectionsPerProvider()));

        var client = new HttpClient(transport);
        client.setSocketAddressResolver(resolver);
        client.setMaxConnectionsPerDestination(settings.maxConnectionsPerProvider());
        client.setMaxRequestsQueuedPerDestination(settings.maxQueuedPerProvider());
        client.setDestinationIdleTimeout(DESTINATION_IDLE.toMillis());
        client.setMaxRequestHeadersSize(MAX_HEADER_BYTES);
        client.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.getContentDecoderFactories().put(new GzipDecoders(buffers));
        client.addBean(new Sweeper(scheduler, sweepMillis()));
        client.addBean(new IdleTimeoutForHandshakeOnly());
        return client;
    }

    private ClientConnector newConnector() {
        var tls = new SslContextFactory.Client();
        tls.setEndpointIdentificationAlgorithm("HTTPS");
        var connector = new ClientConnector();
        connector.setExecutor(executor);
        connector.setScheduler(scheduler);
        connector.setByteBufferPool(buffers);
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(settings.connectTimeout());
        connector.setIdleTimeout(HANDSHAKE_IDLE);
        connector.setTCPNoDelay(true);
        return connector;
    }

    private long sweepMillis() {
        return Math.max(50, Math.min(5_000, settings.pooledIdleTimeout().toMillis() / 4));
    }

    private static void use(HttpClient client, ForwardProxy proxy) {
        var address = new Origin.Address(proxy.address().getHost(), proxy.port());
        var jettyProxy = new HttpProxy(address, proxy.isSecure()) {
            @Override
            public boolean matches(Origin origin) {
                return super.matches(origin) && proxy.serves(origin.getAddress().getHost());
            }
        };
        client.getProxyConfiguration().addProxy(jettyProxy);
        proxy.credentials().ifPresent(credentials -> client.getAuthenticationStore()
                .addAuthenticationResult(new BasicAuthentication.BasicResult(
                        jettyProxy.getURI(),
                        HttpHeader.PROXY_AUTHORIZATION,
                        credentials.user(),
                        credentials.password())));
    }

    /**
     * Jetty's idle timeout guards the TLS handshake, in a proxy's tunnel too, and is off from then on: silence within a
     * call is measured by the call, and unused connections are closed by {@link KeepAlive}.
     */
    private static final class IdleTimeoutForHandshakeOnly implements Connection.Listener {
        @Override
        public void onOpened(Connection connection) {
            if (connection instanceof SslConnection) {
                connection.getEndPoint().setIdleTimeout(HANDSHAKE_IDLE.toMillis());
            } else if (connection instanceof org.eclipse.jetty.client.Connection
                    || connection instanceof HTTP2Connection) {
                connection.getEndPoint().setIdleTimeout(0);
            }
        }
    }

    /** Named here rather than found by Jetty, whose search depends on the class loader of the thread. */
    private static final class GzipDecoders extends ContentDecoder.Factory {
        private final ByteBufferPool buffers;

        GzipDecoders(ByteBufferPool buffers) {
            super("gzip");
            this.buffers = buffers;
        }

        @Override
        public Content.Source newDecoderContentSource(Content.Source encoded) {
            return new GzipSource(encoded, buffers);
        }
    }
}
