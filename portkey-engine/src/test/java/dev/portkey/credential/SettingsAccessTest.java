package dev.portkey.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portkey.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsAccessTest {
    private static final Access ACCESS = new SettingsAccess(List.of(
            new ApiKey("ci", Secret.of("gw-1"), Optional.of("pc-main"), Map.of("team", "a")),
            new ApiKey("web", Secret.of("gw-2"), Optional.empty(), Map.of())));

    @Test
    void anOpenGatewayKnowsEverybodyAsAnonymous() {
        Access open = new SettingsAccess(List.of());

        assertThat(caller(open, Headers.of("authorization", "Bearer sk-1"))).contains(Caller.ANONYMOUS);
    }

    @Test
    void theKeysHeaderSaysWhoIsCalling() {
        Headers headers = Headers.of("authorization", "Bearer sk-provider", "x-portkey-api-key", "gw-1");

        assertThat(caller(ACCESS, headers))
                .contains(new Caller("ci", Optional.of("pc-main"), Map.of("team", "a"), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer gw-2", "bearer gw-2", "BEARER  gw-2 "})
    void authorizationCountsWhereThatHeaderIsMissing(String authorization) {
        assertThat(caller(ACCESS, Headers.of("authorization", authorization)))
                .contains(new Caller("web", Optional.empty(), Map.of(), Set.of("authorization")));
    }

    @Test
    void aKeySentInHeadersOfAProviderAsWellIsKeptFromIt() {
        Headers headers = Headers.of(
                "authorization", "Bearer gw-2", "x-api-key", "gw-1", "api-key", "sk", "x-portkey-api-key", "gw-1");

        assertThat(caller(ACCESS, headers)).hasValueSatisfying(caller -> {
            assertThat(caller.name()).isEqualTo("ci");
            assertThat(caller.gatewayKeyHeaders()).containsExactlyInAnyOrder("authorization", "x-api-key");
        });
    }

    @Test
    void aWrongKeyIsNotMadeUpForByTheOtherHeader() {
        Headers headers = Headers.of("authorization", "Bearer gw-1", "x-portkey-api-key", "wrong");

        assertThat(caller(ACCESS, headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer gw", "Bearer gw-11", "Basic gw-1", "Bearer GW-1"})
    void anythingElseIsNobody(String authorization) {
        assertThat(caller(ACCESS, Headers.of("authorization", authorization))).isEmpty();
        assertThat(caller(ACCESS, Headers.EMPTY)).isEmpty();
    }

    @Test
    void virtualKeysAreFoundBySlug() {
        VirtualKey key = new VirtualKey("prod", "openai", Optional.of(Secret.of("sk")), Optional.empty(), Map.of());
        CredentialCatalog catalog = new SettingsCredentialCatalog(List.of(key));

        assertThat(catalog.virtualKey("prod", Caller.ANONYMOUS).toCompletableFuture())
                .isCompletedWithValue(Optional.of(key));
        assertThat(catalog.virtualKey("other", Caller.ANONYMOUS).toCompletableFuture())
                .isCompletedWithValue(Optional.empty());
        assertThat(key.toString()).doesNotContain("sk");
    }

    private static Optional<Caller> caller(Access access, Headers headers) {
        return access.authenticate(headers).toCompletableFuture().join();
    }
}
