package dev.portkey.servlet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat 10.1. */
public final class TomcatContainer implements WebContainer {
    private final Tomcat tomcat = new Tomcat();
    private Path base;
    private Context context;

    @Override
    public void start(WebApp app) throws Exception {
        base = Files.createTempDirectory("portkey-tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        context = tomcat.addContext(app.contextPath, base.toString());
        app.attributes.forEach((name, value) -> context.getServletContext().setAttribute(name, value));
        app.servlets.forEach((pattern, servlet) -> {
            Wrapper wrapper = Tomcat.addServlet(context, "servlet " + pattern, servlet);
            wrapper.setAsyncSupported(true);
            wrapper.setLoadOnStartup(1);
            app.initParams.forEach(wrapper::addInitParameter);
            context.addServletMappingDecoded(pattern, "servlet " + pattern);
        });
        if (app.filter != null) {
            FilterDef definition = new FilterDef();
            definition.setFilterName("filter");
            definition.setFilter(Objects.requireNonNull(app.filter));
            definition.setAsyncSupported("true");
            app.initParams.forEach(definition::addInitParameter);
            context.addFilterDef(definition);
            FilterMap map = new FilterMap();
            map.setFilterName("filter");
            map.addURLPattern("/*");
            context.addFilterMap(map);
        }
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void undeploy() throws Exception {
        context.stop();
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
