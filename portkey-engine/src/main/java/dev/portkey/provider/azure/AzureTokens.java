package dev.portkey.provider.azure;

import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.http.BodyCollector;
import dev.portkey.http.ProviderRequest;
import dev.portkey.http.ProviderResponse;
import dev.portkey.http.Transport;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.json.JsonSyntaxException;
import dev.portkey.provider.ProviderCall;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gets the tokens of identities and keeps them until shortly before they expire. Calls that need the same token at the same
 * time wait for one request; a failure is told to all of them and not kept. Thread-safe.
 */
public final class AzureTokens {
    private static final Logger LOG = System.getLogger(AzureTokens.class.getName());

    private static final int MAX_TOKENS = 1000;
    private static final int MAX_REPLY_BYTES = 64 * 1024;
    private static final long DEFAULT_LIFE_SECONDS = 3600;

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Map<String, CompletableFuture<AzureToken>> tokens = new ConcurrentHashMap<>();

    /** @param environment the process's variables, which describe workload and App Service identities */
    public AzureTokens(Map<String, String> environment, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /** The call with a token in its target, where the target names an identity and no token. */
    CompletionStage<ProviderCall> prepare(ProviderCall call, Transport transport) {
        Optional<AzureIdentity> identity = AzureIdentity.of(call.target(), environment);
        if (identity.isEmpty()) {
            return CompletableFuture.completedStage(call);
        }
        return token(identity.get(), transport)
                .thenApply(
                        token -> call.to(call.target().withOption(AzureKeys.TOKEN, JsonCodec.string(token.value()))));
    }

    private CompletableFuture<AzureToken> token(AzureIdentity identity, Transport transport) {
        CompletableFuture<AzureToken> known = tokens.get(identity.key());
        if (known != null && isUsable(known)) {
            return known.copy();
        }
        var fresh = new CompletableFuture<AzureToken>();
        CompletableFuture<AzureToken> chosen =
                tokens.compute(identity.key(), (key, other) -> other != null && isUsable(other) ? other : fresh);
        if (chosen == fresh) {
            forgetExpired();
            fetch(identity, transport, fresh);
        }
        return chosen.copy();
    }

    private boolean isUsable(CompletableFuture<AzureToken> token) {
        return !token.isDone()
                || !token.isCompletedExceptionally() && token.join().isFresh(clock.instant());
    }

    /** Secrets that are tried once and never again must not fill the memory. */
    private void forgetExpired() {
        if (tokens.size() > MAX_TOKENS) {
            tokens.values().removeIf(token -> !isUsable(token));
        }
        if (tokens.size() > MAX_TOKENS) {
            tokens.values().removeIf(CompletableFuture::isDone);
        }
    }

    private void fetch(AzureIdentity identity, Transport transport, CompletableFuture<AzureToken> result) {
        CompletableFuture<AzureToken> fetched;
        try {
            ProviderRequest request = identity.tokenRequest();
            fetched = transport.send(request).thenCompose(response -> read(response));
        } catch (RuntimeException e) {
            fetched = CompletableFuture.failedFuture(e);
        }
        fetched.whenComplete((token, failure) -> {
            if (failure == null) {
                result.complete(token);
                return;
            }
            LOG.log(Level.WARNING, "no token of Microsoft Entra for mode " + identity.mode(), failure);
            tokens.remove(identity.key(), result);
            result.completeExceptionally(refused());
        });
    }

    private CompletableFuture<AzureToken> read(ProviderResponse response) {
        return BodyCollector.collect(response.body(), MAX_REPLY_BYTES).thenApply(body -> {
            Optional<AzureToken> token = response.status() == 200 ? token(body) : Optional.empty();
            return token.orElseThrow(() -> new IllegalStateException("status " + response.status()));
        });
    }

    private Optional<AzureToken> token(byte[] body) {
        try {
            JsonObject json = JsonCodec.parseObject(body);
            return JsonMembers.text(json, "access_token")
                    .map(value -> new AzureToken(value, clock.instant().plusSeconds(lifeSeconds(json))));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** A number from Entra, a text from the metadata service. */
    private static long lifeSeconds(JsonObject json) {
        return JsonMembers.integer(json, "expires_in")
                .or(() -> JsonMembers.text(json, "expires_in")
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(Long::valueOf))
                .orElse(DEFAULT_LIFE_SECONDS);
    }

    private static GatewayException refused() {
        return GatewayException.at(
                "azure_auth_mode",
                ErrorCode.MISSING_PROVIDER_KEY,
                "No token could be got for this Azure identity; the gateway's log says why");
    }
}
