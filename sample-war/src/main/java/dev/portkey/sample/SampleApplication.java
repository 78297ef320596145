package dev.portkey.sample;

import dev.portkey.Gateway;
import dev.portkey.config.SettingsLocator;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Sample} as long as its web application is deployed, and puts its gateway where the servlet looks for one.
 * Settings are found as everywhere, the context parameter {@code portkey.settings} first.
 */
public final class SampleApplication implements ServletContextListener {
    private @Nullable Sample sample;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        SettingsLocator settings = SettingsLocator.inThisProcess(
                name -> Optional.ofNullable(context.getInitParameter(name)),
                path -> Optional.ofNullable(context.getResourceAsStream(path)));
        Sample started = Sample.start(settings.locate(), context.getClassLoader());
        sample = started;
        context.setAttribute(Gateway.class.getName(), started.gateway());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sample != null) {
            sample.close();
        }
    }
}
