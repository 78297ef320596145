package dev.portkey.credential;

import dev.portkey.http.Headers;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Decides who may call. Thread-safe. */
public interface Access {
    /** Whoever the headers prove, or empty when nobody: the call is then refused with 401. */
    CompletionStage<Optional<Caller>> authenticate(Headers headers);
}
