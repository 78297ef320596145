package dev.portkey.tests.door;

import dev.portkey.Gateway;
import dev.portkey.config.SettingsLocator;
import dev.portkey.jaxrs.PortkeyGatewayFeature;
import dev.portkey.servlet.PortkeyGatewayServlet;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Servlet containers with one servlet at {@code /app/ai/*}, on loopback ports of their own. */
public final class Servers {
    private static final String CONTEXT_PATH = "/app";
    private static final String MOUNT = CONTEXT_PATH + "/ai";
    private static final String MAPPING = "/ai/*";

    private Servers() {}

    /** The gateway servlet on Jetty 12, environment EE 10. */
    public static HttpDoor servletOnJetty(Path settings) throws Exception {
        return jetty(new PortkeyGatewayServlet(), Map.of("portkey.settings", settings.toString()));
    }

    /** The gateway servlet on embedded Tomcat 10.1. */
    public static HttpDoor servletOnTomcat(Path settings) throws Exception {
        return tomcat(new PortkeyGatewayServlet(), Map.of("portkey.settings", settings.toString()));
    }

    /** The JAX-RS feature on Jersey 3.1 and Jetty 12. */
    public static HttpDoor featureOnJetty(Path settings) throws Exception {
        Gateway gateway = Gateway.builder()
                .settings(SettingsLocator.file(settings.toString()))
                .build();
        var application = new ResourceConfig().register(new PortkeyGatewayFeature(gateway));
        HttpDoor door = jetty(new ServletContainer(application), Map.of());
        return new HttpDoor(
                door.base(),
                () -> {
                    door.close();
                    gateway.close();
                },
                false);
    }

    /** The sample WAR on embedded Tomcat 10.1, under the context path {@code /app}. */
    public static HttpDoor warOnTomcat(Path war) throws Exception {
        Tomcat tomcat = tomcat();
        tomcat.setAddDefaultWebXmlToWebapp(false); // it brings JSP, which is not here
        tomcat.addWebapp(CONTEXT_PATH, war.toRealPath().toString()).setParentClassLoader(Tomcat.class.getClassLoader());
        return started(tomcat, CONTEXT_PATH);
    }

    static HttpDoor jetty(Servlet servlet, Map<String, String> initParams) throws Exception {
        var server = new Server(new InetSocketAddress("127.0.0.1", 0));
        var context = new ServletContextHandler(CONTEXT_PATH);
        var holder = new ServletHolder(servlet);
        holder.setInitParameters(initParams);
        holder.setInitOrder(1);
        holder.setAsyncSupported(true);
        context.addServlet(holder, MAPPING);
        context.getServletHandler().setDecodeAmbiguousURIs(true); // ids of models hold slashes
        server.setHandler(context);
        server.getConnectors()[0]
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR"));
        server.start();
        return door(((ServerConnector) server.getConnectors()[0]).getLocalPort(), MOUNT, server::stop);
    }

    static HttpDoor tomcat(Servlet servlet, Map<String, String> initParams) throws Exception {
        Tomcat tomcat = tomcat();
        Context context = tomcat.addContext(CONTEXT_PATH, null);
        Wrapper wrapper = Tomcat.addServlet(context, "gateway", servlet);
        initParams.forEach(wrapper::addInitParameter);
        wrapper.setLoadOnStartup(1);
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded(MAPPING, "gateway");
        return started(tomcat, MOUNT);
    }

    private static Tomcat tomcat() throws IOException {
        Path folder = Files.createTempDirectory("tomcat");
        Files.createDirectories(folder.resolve("webapps"));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setEncodedSolidusHandling("passthrough"); // ids of models hold slashes
        return tomcat;
    }

    private static HttpDoor started(Tomcat tomcat, String mount) throws LifecycleException {
        tomcat.start();
        return door(tomcat.getConnector().getLocalPort(), mount, () -> {
            tomcat.stop();
            tomcat.destroy();
        });
    }

    private static HttpDoor door(int port, String mount, AutoCloseable server) {
        return new HttpDoor(URI.create("http://127.0.0.1:" + port + mount), server, false);
    }
}
