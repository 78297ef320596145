package dev.portkey.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portkey.config.Target;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Body;
import dev.portkey.http.Headers;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import dev.portkey.json.JsonCodec;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.ProviderCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureTokensTest {
    private final TokenService service = new TokenService();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final AzureTokens tokens = new AzureTokens(Map.of(), () -> now);

    @Test
    void leavesCallsWithoutIdentityAlone() {
        ProviderCall call = call(Target.of("", "azure-openai"));

        assertThat(prepared(tokens, call)).isSameAs(call);
        assertThat(service.requests).isEmpty();
    }

    @Test
    void asksEntraWithTheClientsCredentials() {
        service.answers(200, "{\"access_token\":\"t1\",\"expires_in\":3599}");

        ProviderCall call = prepared(tokens, call(entra()));

        assertThat(call.target().option("azure_ad_token")).contains("t1");
        ProviderRequest asked = service.requests.get(0);
        assertThat(asked.uri()).hasToString("https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token");
        assertThat(text(asked))
                .isEqualTo("client_id=app&client_secret=s%26cret&grant_type=client_credentials"
                        + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
    }

    @Test
    void keepsATokenUntilFiveMinutesBeforeItsEnd() {
        service.answers(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");
        service.answers(200, "{\"access_token\":\"t2\",\"expires_in\":3600}");

        String first = token(tokens, entra());
        now = now.plus(Duration.ofMinutes(54));
        String second = token(tokens, entra());
        now = now.plus(Duration.ofMinutes(2));
        String third = token(tokens, entra());

        assertThat(List.of(first, second, third)).containsExactly("t1", "t1", "t2");
    }

    @Test
    void asksOnceForCallsThatComeTogether() {
        var pending = new CompletableFuture<ProviderResponse>();
        service.answers(pending);

        var first = tokens.prepare(call(entra()), service).toCompletableFuture();
        var second = tokens.prepare(call(entra()), service).toCompletableFuture();
        pending.complete(response(200, "{\"access_token\":\"t1\",\"expires_in\":3600}"));

        assertThat(first.join().target().option("azure_ad_token")).contains("t1");
        assertThat(second.join().target().option("azure_ad_token")).contains("t1");
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void doesNotKeepAFailure() {
        service.answers(401, "{\"error\":\"invalid_client\"}");
        service.answers(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");

        assertThatThrownBy(() -> prepared(tokens, call(entra())))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(GatewayException.class);
        assertThat(token(tokens, entra())).isEqualTo("t1");
    }

    @Test
    void asksTheMachineForItsIdentity() {
        service.answers(200, "{\"access_token\":\"t1\",\"expires_in\":\"3599\"}");

        token(tokens, operators("managed"));

        ProviderRequest asked = service.requests.get(0);
        assertThat(asked.uri())
                .hasToString("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fcognitiveservices.azure.com%2F");
        assertThat(asked.headers().first("metadata")).contains("true");
    }

    @Test
    void refusesTheMachinesIdentityToClients() {
        Target clients = Target.of("", "azure-openai").withOption("azure_auth_mode", JsonCodec.string("managed"));

        assertThatThrownBy(() -> prepared(tokens, call(clients))).isInstanceOf(GatewayException.class);
        assertThat(service.requests).isEmpty();
    }

    @Test
    void provesAWorkloadByTheFileOfItsToken(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "signed.jwt\n");
        var workload = new AzureTokens(
                Map.of(
                        "AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/",
                        "AZURE_TENANT_ID", "tenant-2",
                        "AZURE_CLIENT_ID", "app",
                        "AZURE_FEDERATED_TOKEN_FILE", file.toString()),
                () -> now);
        service.answers(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");

        token(workload, operators("workload"));

        ProviderRequest asked = service.requests.get(0);
        assertThat(asked.uri()).hasToString("https://login.microsoftonline.us/tenant-2/oauth2/v2.0/token");
        assertThat(text(asked)).contains("client_id=app").endsWith("&client_assertion=signed.jwt");
    }

    private String token(AzureTokens from, Target target) {
        return prepared(from, call(target)).target().option("azure_ad_token").orElseThrow();
    }

    private ProviderCall prepared(AzureTokens from, ProviderCall call) {
        return from.prepare(call, service).toCompletableFuture().join();
    }

    private static Target entra() {
        return Target.of("", "azure-openai")
                .withOption("azure_auth_mode", JsonCodec.string("entra"))
                .withOption("azure_entra_tenant_id", JsonCodec.string("tenant-1"))
                .withOption("azure_entra_client_id", JsonCodec.string("app"))
                .withOption("azure_entra_client_secret", JsonCodec.string("s&cret"));
    }

    /** A target whose mode comes from the operator's virtual key. */
    private static Target operators(String mode) {
        var key = new dev.portkey.credential.VirtualKey(
                "azure-prod",
                "azure-openai",
                Optional.empty(),
                Optional.empty(),
                Map.of("azure_auth_mode", JsonCodec.string(mode)));
        return Target.of("", "").with(key);
    }

    private static ProviderCall call(Target target) {
        return new ProviderCall(
                Endpoint.CHAT_COMPLETION, "POST", "/v1", "", Headers.EMPTY, Optional.empty(), target, Instant.EPOCH);
    }

    private static String text(ProviderRequest request) {
        return new String(((Body.Bytes) request.body()).content(), StandardCharsets.UTF_8);
    }

    private static ProviderResponse response(int status, String json) {
        return new ProviderResponse(status, Headers.EMPTY, Body.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Stands for Entra and the metadata service: answers in order, remembers what it was asked. */
    private static final class TokenService implements Transport {
        private final List<ProviderRequest> requests = new ArrayList<>();
        private final List<CompletableFuture<ProviderResponse>> answers = new ArrayList<>();

        void answers(int status, String json) {
            answers(CompletableFuture.completedFuture(response(status, json)));
        }

        void answers(CompletableFuture<ProviderResponse> answer) {
            answers.add(answer);
        }

        @Override
        public CompletableFuture<ProviderResponse> send(ProviderRequest request) {
            requests.add(request);
            return answers.remove(0);
        }

        @Override
        public void close() {}
    }
}
