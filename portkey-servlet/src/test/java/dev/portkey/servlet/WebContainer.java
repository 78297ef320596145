package dev.portkey.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A servlet container on a free loopback port with one web application. */
public interface WebContainer {
    /** Starts the application; the container runs until {@link #stop}. */
    void start(WebApp app) throws Exception;

    int port();

    /** Takes the application away while the container runs on. */
    void undeploy() throws Exception;

    /** Ends the container. */
    void stop() throws Exception;

    /** What is to be deployed. */
    final class WebApp {
        final String contextPath;
        final Map<String, Servlet> servlets = new LinkedHashMap<>();
        final Map<String, String> initParams = new LinkedHashMap<>();
        final Map<String, Object> attributes = new LinkedHashMap<>();

        @Nullable
        Filter filter;

        public WebApp(String contextPath) {
            this.contextPath = contextPath;
        }

        public WebApp servlet(String pattern, Servlet servlet) {
            servlets.put(pattern, servlet);
            return this;
        }

        /** For all paths. */
        public WebApp filter(Filter filter) {
            this.filter = filter;
            return this;
        }

        /** Of every servlet and filter. */
        public WebApp initParam(String name, String value) {
            initParams.put(name, value);
            return this;
        }

        public WebApp attribute(String name, Object value) {
            attributes.put(name, value);
            return this;
        }
    }
}
