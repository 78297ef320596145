package dev.portkey.exchange;

import dev.portkey.config.Target;
import dev.portkey.credential.Caller;
import dev.portkey.credential.CredentialCatalog;
import dev.portkey.error.ErrorCode;
import dev.portkey.error.GatewayException;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A target with the virtual key it names filled in, and the client's JSON as that target is to get it.
 *
 * @param body empty when the client's body is no JSON
 */
record TargetResolution(Target target, Optional<JsonBody> body) {
    /**
     * Applies the target's parameters to the body, and the virtual key that target or model names to the target. A model of
     * the form {@code @slug/model} decides, be it the client's or the target's; except that a target with {@code
     * passthrough} goes first by what the call's headers name.
     */
    static CompletableFuture<TargetResolution> of(
            Target target, Optional<JsonBody> body, CredentialCatalog credentials, Caller caller) {
        Optional<JsonBody> shaped = body.map(json -> RequestParams.apply(target, json));
        Optional<ModelSlug> slug = model(target, shaped).flatMap(ModelSlug::of);
        if (slug.isEmpty()) {
            return named(target, credentials, caller).thenApply(known -> new TargetResolution(known, shaped));
        }
        return credentials
                .virtualKey(slug.get().slug(), caller)
                .toCompletableFuture()
                .thenCompose(key -> {
                    if (key.isEmpty()) {
                        return withoutSlug(target, slug.get(), credentials, caller)
                                .thenApply(known -> new TargetResolution(known, shaped));
                    }
                    CompletableFuture<Target> chosen = target.isPassthrough() && isNamed(target)
                            ? named(target, credentials, caller)
                            : CompletableFuture.completedFuture(target.with(key.get()));
                    return chosen.thenApply(known -> new TargetResolution(known, shaped)
                            .withModel(slug.get().model()));
                });
    }

    /** The model a call asks for; of a form only what the target says of it is known before it is sent. */
    private static Optional<String> model(Target target, Optional<JsonBody> body) {
        return body.isPresent() ? body.get().string("model") : JsonMembers.text(target.overrideParams(), "model");
    }

    private TargetResolution withModel(String model) {
        JsonString name = JsonCodec.string(model);
        if (body.isPresent()) {
            return new TargetResolution(target, body.map(json -> json.with("model", name)));
        }
        JsonObject overrides =
                JsonCodec.object(target.overrideParams()).add("model", name).build();
        return new TargetResolution(target.toBuilder().overrideParams(overrides).build(), body);
    }

    /** {@code @slug/model} in a request's model. */
    record ModelSlug(String slug, String model) {
        static Optional<ModelSlug> of(String model) {
            int slash = model.indexOf('/');
            return model.startsWith("@") && slash > 1
                    ? Optional.of(new ModelSlug(model.substring(1, slash), model.substring(slash + 1)))
                    : Optional.empty();
        }
    }

    /** Some providers have model names of that form themselves, so an unknown slug is theirs when there is a provider. */
    private static CompletableFuture<Target> withoutSlug(
            Target target, ModelSlug slug, CredentialCatalog credentials, Caller caller) {
        if (!isNamed(target)) {
            throw unknown(slug.slug(), "model");
        }
        return named(target, credentials, caller);
    }

    private static CompletableFuture<Target> named(Target target, CredentialCatalog credentials, Caller caller) {
        if (target.virtualKey().isEmpty()) {
            if (target.provider().isEmpty() && target.isPassthrough()) {
                throw GatewayException.at(
                        "x-portkey-provider",
                        ErrorCode.INVALID_REQUEST,
                        "The target passes on what the call names, and the call names no provider: send"
                                + " x-portkey-provider, or a model of the form @slug/model");
            }
            if (target.provider().isEmpty()) {
                throw GatewayException.invalidConfig(
                        "Either x-portkey-config or x-portkey-provider header is required");
            }
            return CompletableFuture.completedFuture(target);
        }
        String slug = target.virtualKey().get();
        return credentials
                .virtualKey(slug, caller)
                .toCompletableFuture()
                .thenApply(key -> target.with(key.orElseThrow(() -> unknown(slug, "virtual_key"))));
    }

    private static boolean isNamed(Target target) {
        return !target.provider().isEmpty() || target.virtualKey().isPresent();
    }

    private static GatewayException unknown(String slug, String param) {
        return GatewayException.at(
                param,
                ErrorCode.INVALID_REQUEST,
                "Virtual key '" + slug + "' is not known to this gateway; virtual keys are defined in its settings");
    }
}
