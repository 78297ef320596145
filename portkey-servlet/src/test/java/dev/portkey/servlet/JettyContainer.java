package dev.portkey.servlet;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1, Jakarta EE 10. */
public final class JettyContainer implements WebContainer {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private ServletContextHandler context;

    @Override
    public void start(WebApp app) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        context = new ServletContextHandler(app.contextPath.isEmpty() ? "/" : app.contextPath);
        app.attributes.forEach(context::setAttribute);
        app.servlets.forEach((pattern, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            holder.setInitParameters(app.initParams);
            holder.setInitOrder(1);
            context.addServlet(holder, pattern);
        });
        if (app.filter != null) {
            FilterHolder holder = new FilterHolder(Objects.requireNonNull(app.filter));
            holder.setAsyncSupported(true);
            holder.setInitParameters(app.initParams);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        server.setHandler(context);
        server.start();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void undeploy() throws Exception {
        context.stop();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
