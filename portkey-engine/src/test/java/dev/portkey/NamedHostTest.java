package dev.portkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.exchange.GatewayRequest;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that reach a provider's address through an option are subject to the same rules as custom hosts. */
class NamedHostTest {
    private final Sent sent = new Sent();

    @ParameterizedTest
    @CsvSource({
        "huggingface, x-portkey-huggingface-base-url, http://169.254.169.254/latest",
        "huggingface, x-portkey-huggingface-base-url, http://10.0.0.1/v1",
        "azure-ai, x-portkey-azure-foundry-url, http://169.254.169.254/metadata",
        "azure-ai, x-portkey-azure-foundry-url, https://10.1.2.3/x.services.ai.azure.com",
        "azure-openai, x-portkey-azure-resource-name, evil.example/",
        "cortex, x-portkey-snowflake-account, evil.example?",
        "databricks, x-portkey-databricks-workspace, evil.example#",
    })
    void refusesHostsThatACustomHostCouldNotBe(String provider, String header, String value) {
        assertThat(status(provider, header, value)).isEqualTo(400);
        assertThat(sent.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "huggingface, x-portkey-huggingface-base-url, https://x.endpoints.huggingface.cloud, true",
        "azure-ai, x-portkey-azure-foundry-url, https://models.example/v1, true",
        "azure-ai, x-portkey-azure-foundry-url, https://acme.services.ai.azure.com/models, false",
        "databricks, x-portkey-databricks-workspace, acme, false",
    })
    void guardsTheAddressesOfHostsThatAreNoProvidersOwn(String provider, String header, String value, boolean guarded) {
        status(provider, header, value);

        assertThat(sent.requests)
                .singleElement()
                .extracting(ProviderRequest::guarded)
                .isEqualTo(guarded);
    }

    private int status(String provider, String header, String value) {
        try (Gateway gateway = Gateway.builder().transport(sent).build()) {
            return gateway.handle(GatewayRequest.of(
                            "POST",
                            "/v1/chat/completions",
                            Headers.of("x-portkey-provider", provider, header, value, "authorization", "Bearer k"),
                            Body.of("{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_8))))
                    .join()
                    .status();
        }
    }

    /** Remembers what was to be sent. */
    private static final class Sent implements Transport {
        private final List<ProviderRequest> requests = new ArrayList<>();

        @Override
        public CompletableFuture<ProviderResponse> send(ProviderRequest request) {
            requests.add(request);
            return CompletableFuture.completedFuture(new ProviderResponse(
                    200, Headers.of("content-type", "application/json"), Body.of("{\"choices\":[]}".getBytes(UTF_8))));
        }

        @Override
        public void close() {}
    }
}
