package dev.portkey.sample.standalone;

import dev.portkey.config.Settings;
import dev.portkey.config.SettingsLocator;
import dev.portkey.config.SettingsSource;
import dev.portkey.sample.Sample;
import dev.portkey.servlet.PortkeyGatewayServlet;
import java.net.BindException;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The gateway's servlet on an embedded Jetty: HTTP/1.1 and cleartext HTTP/2, nothing else in front. */
final class StandaloneServer {
    private static final System.Logger LOG = System.getLogger(StandaloneServer.class.getName());

    /** A config document with a service account in it goes beyond Jetty's 8 KB. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private static final int ACCEPT_QUEUE = 1024;

    /**
     * The gateway never blocks a thread, so a few per processor do all there is. With Jetty's 200 a burst starts all of
     * them, and every call then costs a quarter more CPU for the switching between them.
     */
    private static final int MAX_THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** For the last bytes of answers that the gateway has finished. */
    private static final int FLUSH_TIMEOUT_MS = 2000;

    private final Sample sample;
    private final Server server;
    private final ServerConnector connector;

    private StandaloneServer(Sample sample, Server server, ServerConnector connector) {
        this.sample = sample;
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts everything or nothing.
     *
     * @throws dev.portkey.config.InvalidSettingsException when the settings cannot be used
     * @throws BindException when the address is taken or not this machine's
     */
    static StandaloneServer start(CommandLine line) throws Exception {
        ClassLoader classLoader = StandaloneServer.class.getClassLoader();
        Sample sample = Sample.start(settings(line), classLoader);
        Settings.Server where = sample.gateway().settings().server();
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("portkey-http");
        Server server = new Server(threads);
        ServerConnector connector = connector(server);
        connector.setHost(line.host().orElse(where.host()));
        connector.setPort(line.port().orElse(where.port()));
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(new ClientWatch(application(sample))));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(FLUSH_TIMEOUT_MS);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            sample.close();
            throw e.getCause() instanceof BindException taken ? unusable(connector, taken) : e;
        }
        return new StandaloneServer(sample, server, connector);
    }

    private static Optional<SettingsSource> settings(CommandLine line) {
        return SettingsLocator.inThisProcess(name -> line.settings(), path -> Optional.empty())
                .locate();
    }

    private static ServerConnector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // The documentation's curl lines send config documents as they are laid out, line breaks included.
        http.setHttpCompliance(HttpCompliance.RFC7230.with("PORTKEY", HttpCompliance.Violation.MULTILINE_FIELD_VALUE));
        // Ids in paths may hold an encoded slash, as those of models do: "/v1/models/meta%2Fllama".
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "PORTKEY",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new PriorKnowledgeHttp2(http));
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    private static ServletContextHandler application(Sample sample) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        context.setErrorHandler(new JsonErrors());
        ServletHolder servlet = new ServletHolder(new PortkeyGatewayServlet(sample.gateway()));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        return context;
    }

    private static BindException unusable(ServerConnector connector, BindException cause) {
        BindException unusable = new BindException("cannot listen on " + connector.getHost() + ':' + connector.getPort()
                + ": " + cause.getMessage() + "; --port and --host choose another address");
        unusable.initCause(cause);
        return unusable;
    }

    String host() {
        return connector.getHost();
    }

    /** The one that was chosen if 0 was asked for. */
    int port() {
        return connector.getLocalPort();
    }

    /** Whether callers must send a key of the gateway. */
    boolean needsKey() {
        return !sample.gateway().settings().apiKeys().isEmpty();
    }

    /** Takes no new connections, finishes running calls up to {@code limits.stop_timeout_ms}, then ends everything. */
    void stop() {
        try {
            connector.shutdown();
            sample.close();
            server.stop();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "The server did not stop in order", e);
        }
    }
}
