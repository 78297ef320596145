package dev.portkey.config;

import dev.portkey.error.GatewayException;
import dev.portkey.http.CustomHostException;
import dev.portkey.http.CustomHostPolicy;
import dev.portkey.http.Headers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the headers of one call say about every target, whatever its config says.
 *
 * @param customHost base URL without trailing slash, accepted by the policy; from {@code x-portkey-custom-host}
 * @param waits from {@code x-portkey-request-timeout}, {@code -first-token-timeout}, {@code -stream-idle-timeout} and
 *     {@code -deadline} in milliseconds; what is no number above 0 is ignored
 * @param forwardHeaders lower-case names, from {@code x-portkey-forward-headers}
 * @param strictOff {@code x-portkey-strict-open-ai-compliance} is {@code false}; it cannot switch on what a config switches
 *     off
 */
public record CallOverrides(
        Optional<String> customHost, Waits waits, Optional<List<String>> forwardHeaders, boolean strictOff) {
    /** A call without such headers. */
    public static final CallOverrides NONE = new CallOverrides(Optional.empty(), Waits.NONE, Optional.empty(), false);

    private static final BigDecimal MAX_MILLIS = BigDecimal.valueOf(ConfigObject.MAX_SAFE_INTEGER);

    public CallOverrides {
        forwardHeaders = forwardHeaders.map(List::copyOf);
    }

    /** @throws GatewayException the documented 400 for a custom host or a forwarded header that is refused */
    public static CallOverrides read(Headers headers, CustomHostPolicy hosts) {
        CallOverrides overrides = new CallOverrides(
                headers.first("x-portkey-custom-host").map(url -> customHost(url, hosts)),
                new Waits(
                        millis(headers, "x-portkey-request-timeout"),
                        millis(headers, "x-portkey-first-token-timeout"),
                        millis(headers, "x-portkey-stream-idle-timeout"),
                        millis(headers, "x-portkey-deadline")),
                headers.first("x-portkey-forward-headers").flatMap(CallOverrides::names),
                headers.first("x-portkey-strict-open-ai-compliance")
                        .filter("false"::equals)
                        .isPresent());
        return overrides.equals(NONE) ? NONE : overrides;
    }

    /** The same tree with every target as these headers want it. */
    public ConfigNode applyTo(ConfigNode node) {
        if (this == NONE) {
            return node;
        } else if (node instanceof Target target) {
            return applyTo(target);
        }
        TargetGroup group = (TargetGroup) node;
        return new TargetGroup(
                group.path(),
                group.name(),
                group.weight(),
                group.strategy(),
                group.targets().stream().map(this::applyTo).toList());
    }

    private Target applyTo(Target target) {
        return target.toBuilder()
                .customHost(customHost.or(target::customHost), customHost.isEmpty() && target.customHostTrusted())
                .waits(waits.under(target.waits()))
                .forwardHeaders(forwardHeaders.orElse(target.forwardHeaders()))
                .strict(target.strict() && !strictOff)
                .build();
    }

    private static String customHost(String url, CustomHostPolicy hosts) {
        try {
            return hosts.check(url).baseUrl();
        } catch (CustomHostException e) {
            throw GatewayException.invalidConfig("Invalid custom host");
        }
    }

    private static Optional<Duration> millis(Headers headers, String name) {
        return headers.first(name).flatMap(CallOverrides::millis);
    }

    private static Optional<Duration> millis(String text) {
        try {
            BigDecimal millis = new BigDecimal(text.strip()).min(MAX_MILLIS);
            return millis.signum() > 0
                    ? Optional.of(Duration.ofMillis(Math.max(1, millis.longValue())))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> names(String text) {
        List<String> names = ForwardHeaders.lowerCase(ForwardHeaders.parse(text));
        ForwardHeaders.problem(names).ifPresent(problem -> {
            throw GatewayException.invalidConfig(problem);
        });
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
