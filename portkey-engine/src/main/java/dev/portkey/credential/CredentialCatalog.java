package dev.portkey.credential;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds virtual keys. Thread-safe. */
public interface CredentialCatalog {
    /** @param slug without a leading {@code @} */
    CompletionStage<Optional<VirtualKey>> virtualKey(String slug, Caller caller);
}
