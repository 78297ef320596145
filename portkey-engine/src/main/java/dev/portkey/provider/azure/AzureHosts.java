package dev.portkey.provider.azure;

import java.util.regex.Pattern;

/**
 * Hosts at which Microsoft itself answers for a resource. Others below {@code azure.com} run what their owners put there, so
 * they are treated like any host that a client names.
 */
final class AzureHosts {
    private static final Pattern SERVICE = Pattern.compile(
            "https://[a-z0-9-]+\\.(services\\.ai|openai|cognitiveservices)\\.azure\\.(com|us|cn)(/[A-Za-z0-9._~/-]*)?");

    private AzureHosts() {}

    static boolean isService(String url) {
        return SERVICE.matcher(url).matches();
    }
}
