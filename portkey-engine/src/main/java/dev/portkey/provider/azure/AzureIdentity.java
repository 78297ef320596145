package dev.portkey.provider.azure;

import dev.portkey.config.Target;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.Timeouts;
import dev.portkey.provider.UrlPart;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who a token is for, and how it is asked for (learn.microsoft.com/entra/identity-platform and
 * /entra/identity/managed-identities-azure-resources).
 *
 * @param mode {@code entra}, {@code managed} or {@code workload}
 * @param key equal for calls that may share a token; may hold a secret
 * @param request asks for the token; made when it is needed, because files with assertions change
 */
record AzureIdentity(String mode, String key, RequestFactory request) {
    /** Makes the request; may read a file. */
    @FunctionalInterface
    interface RequestFactory {
        ProviderRequest make() throws IOException;
    }

    private static final String DEFAULT_SCOPE = "https://cognitiveservices.azure.com/.default";
    private static final String DEFAULT_RESOURCE = "https://cognitiveservices.azure.com/";
    private static final String METADATA_SERVICE = "http://169.254.169.254/metadata/identity/oauth2/token";
    private static final Timeouts TIMEOUTS =
            new Timeouts(Optional.of(Duration.ofSeconds(10)), Optional.of(Duration.ofSeconds(5)));

    /** The identity that the target's {@code azure_auth_mode} names; empty without one, or with a token at hand. */
    static Optional<AzureIdentity> of(Target target, Map<String, String> environment) {
        if (target.option(AzureKeys.TOKEN).isPresent()) {
            return Optional.empty();
        }
        return target.option(AzureKeys.MODE).map(mode -> switch (mode) {
            case "entra" -> entra(target);
            case "managed" -> {
                requireOperators(target);
                yield managed(target, environment);
            }
            case "workload" -> {
                requireOperators(target);
                yield workload(target, environment);
            }
            default -> throw refused("azure_auth_mode must be entra, managed or workload");
        });
    }

    ProviderRequest tokenRequest() {
        try {
            return request.make();
        } catch (IOException e) {
            throw new IllegalStateException("the federated token file cannot be read", e);
        }
    }

    /**
     * The identity of the machine is the operator's: clients use it only where the operator says so, by a virtual key, and
     * never towards a host that a client names.
     */
    private static void requireOperators(Target target) {
        boolean clientsHost = target.customHost().isPresent() && !target.customHostTrusted()
                || target.option("azure_foundry_url")
                        .filter(url -> !AzureHosts.isService(url))
                        .isPresent();
        if (target.virtualKey().isEmpty() || clientsHost) {
            throw refused("azure_auth_mode managed and workload are for virtual keys, at the operator's own hosts");
        }
    }

    private static AzureIdentity entra(Target target) {
        String tenant = UrlPart.segment("azure_entra_tenant_id", required(target, "azure_entra_tenant_id"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", required(target, "azure_entra_client_id"));
        form.put("client_secret", required(target, "azure_entra_client_secret"));
        form.put("grant_type", "client_credentials");
        form.put("scope", scope(target));
        String url = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token";
        return new AzureIdentity("entra", url + '?' + encoded(form), () -> post(url, form));
    }

    private static AzureIdentity workload(Target target, Map<String, String> environment) {
        String authority = environment.getOrDefault("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com");
        String client =
                target.option("azure_workload_client_id").orElseGet(() -> required(environment, "AZURE_CLIENT_ID"));
        String url = authority.replaceFirst("/+$", "") + '/' + required(environment, "AZURE_TENANT_ID")
                + "/oauth2/v2.0/token";
        Path assertion = Path.of(required(environment, "AZURE_FEDERATED_TOKEN_FILE"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", client);
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("grant_type", "client_credentials");
        form.put("scope", scope(target));
        return new AzureIdentity("workload", url + '?' + encoded(form), () -> {
            Map<String, String> signed = new LinkedHashMap<>(form);
            signed.put("client_assertion", Files.readString(assertion).strip());
            return post(url, signed);
        });
    }

    /** App Service and its like say where they answer; elsewhere it is the machine's metadata service. */
    private static AzureIdentity managed(Target target, Map<String, String> environment) {
        Map<String, String> query = new LinkedHashMap<>();
        Optional<String> endpoint = Optional.ofNullable(environment.get("IDENTITY_ENDPOINT"));
        query.put("api-version", endpoint.isPresent() ? "2019-08-01" : "2018-02-01");
        query.put("resource", target.option("azure_entra_scope").orElse(DEFAULT_RESOURCE));
        target.option("azure_managed_client_id").ifPresent(id -> query.put("client_id", id));
        String url = endpoint.orElse(METADATA_SERVICE) + '?' + encoded(query);
        Headers headers = endpoint.isPresent()
                ? Headers.of("x-identity-header", environment.getOrDefault("IDENTITY_HEADER", ""))
                : Headers.of("metadata", "true");
        return new AzureIdentity(
                "managed",
                url,
                () -> new ProviderRequest("GET", URI.create(url), headers, Body.empty(), false, TIMEOUTS));
    }

    private static ProviderRequest post(String url, Map<String, String> form) {
        return new ProviderRequest(
                "POST",
                URI.create(url),
                Headers.of("content-type", "application/x-www-form-urlencoded"),
                Body.of(encoded(form).getBytes(StandardCharsets.US_ASCII)),
                false,
                TIMEOUTS);
    }

    private static String scope(Target target) {
        return target.option("azure_entra_scope").orElse(DEFAULT_SCOPE);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String required(Target target, String option) {
        return target.option(option).orElseThrow(() -> refused("azure_auth_mode entra needs " + option));
    }

    private static String required(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .orElseThrow(() -> refused("azure_auth_mode workload needs the environment variable " + variable));
    }

    private static GatewayException refused(String message) {
        return GatewayException.at(AzureKeys.MODE, ErrorCode.INVALID_REQUEST, message);
    }

    @Override
    public String toString() {
        return "AzureIdentity[mode=" + mode + ']';
    }
}
