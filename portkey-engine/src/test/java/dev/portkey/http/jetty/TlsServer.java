package dev.portkey.http.jetty;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URL;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A TLS server for {@code localhost} with a certificate that nobody has signed, made by {@code keytool -genkeypair -keyalg
 * EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -validity 36500}.
 */
final class TlsServer implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final Server server;
    private final ServerConnector connector;

    private TlsServer(Handler handler, ConnectionFactory... afterTls) throws Exception {
        server = new Server(new QueuedThreadPool(16));
        connector = new ServerConnector(server, 1, 1, factories(afterTls));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    /** Offers HTTP/2 and HTTP/1.1. */
    static TlsServer withHttp2(Handler handler) throws Exception {
        var http = secure();
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        return new TlsServer(handler, alpn, new HTTP2ServerConnectionFactory(http), new HttpConnectionFactory(http));
    }

    /** Speaks HTTP/1.1 and negotiates nothing. */
    static TlsServer withoutAlpn(Handler handler) throws Exception {
        return new TlsServer(handler, new HttpConnectionFactory(secure()));
    }

    URI uri(String path) {
        return URI.create("https://localhost:" + connector.getLocalPort() + path);
    }

    /** Runs the action while the JVM trusts this server's certificate. */
    static <T> T trusted(Supplier<T> action) {
        System.setProperty("javax.net.ssl.trustStore", keys().getPath());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            return action.get();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static HttpConfiguration secure() {
        var http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer());
        return http;
    }

    private static ConnectionFactory[] factories(ConnectionFactory... afterTls) {
        var tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keys().toExternalForm());
        tls.setKeyStorePassword(PASSWORD);
        var all = new ConnectionFactory[afterTls.length + 1];
        all[0] = new SslConnectionFactory(tls, afterTls[0].getProtocol());
        System.arraycopy(afterTls, 0, all, 1, afterTls.length);
        return all;
    }

    private static URL keys() {
        return requireNonNull(TlsServer.class.getResource("localhost.p12"), "localhost.p12");
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
