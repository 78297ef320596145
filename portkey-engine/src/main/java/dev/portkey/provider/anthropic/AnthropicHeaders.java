package dev.portkey.provider.anthropic;

import dev.portkey.config.Target;
import dev.portkey.credential.Secret;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.provider.Endpoint;
import dev.portkey.provider.ProviderCall;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Key, version and betas. What target or client headers say goes before the body's own members. */
final class AnthropicHeaders {
    private static final String VERSION = "2023-06-01";
    /** Long since part of the API; what is sent when no beta is asked for. */
    private static final String NO_BETA = "messages-2023-12-15";

    private static final String OAUTH_BETA = "oauth-2025-04-20";
    private static final String FILES_BETA = "files-api-2025-04-14";
    private static final String OAUTH_PREFIX = "sk-ant-oat";

    private static final Set<Endpoint> FILES = EnumSet.of(
            Endpoint.FILE_UPLOAD,
            Endpoint.FILE_LIST,
            Endpoint.FILE_CONTENT,
            Endpoint.FILE_RETRIEVE,
            Endpoint.FILE_DELETE);

    private AnthropicHeaders() {}

    static Headers of(ProviderCall call) {
        Headers.Builder headers = Headers.builder();
        call.target().apiKey().ifPresent(key -> {
            if (isOAuth(key)) {
                headers.add("authorization", "Bearer " + key.reveal());
            } else {
                headers.add("x-api-key", key.reveal());
            }
        });
        headers.add("anthropic-version", version(call));
        Set<String> betas = betas(call);
        if (!betas.isEmpty()) {
            headers.add("anthropic-beta", String.join(",", betas));
        } else if (call.endpoint() != Endpoint.PROXY) {
            headers.add("anthropic-beta", NO_BETA);
        }
        return headers.build();
    }

    private static boolean isOAuth(Secret key) {
        return key.reveal().startsWith(OAUTH_PREFIX);
    }

    private static String version(ProviderCall call) {
        return call.target()
                .option("anthropic_version")
                .or(() -> call.body().flatMap(body -> body.string("anthropic_version")))
                .orElse(VERSION);
    }

    private static Set<String> betas(ProviderCall call) {
        Set<String> betas = new LinkedHashSet<>();
        Target target = call.target();
        add(Optional.ofNullable(target.options().get("anthropic_beta")).or(() -> fromBody(call)), betas);
        if (target.apiKey().filter(AnthropicHeaders::isOAuth).isPresent()) {
            betas.add(OAUTH_BETA);
        }
        if (FILES.contains(call.endpoint()) || namesUploadedFile(call)) {
            betas.add(FILES_BETA);
        }
        return betas;
    }

    private static Optional<JsonValue> fromBody(ProviderCall call) {
        return call.body().flatMap(body -> body.member("anthropic_beta").map(body::value));
    }

    /** The tree is asked only where the request is translated, which needs it anyway. */
    private static boolean namesUploadedFile(ProviderCall call) {
        return call.endpoint() == Endpoint.CHAT_COMPLETION
                && call.body()
                        .map(JsonBody::tree)
                        .filter(AnthropicMedia::namesUploadedFile)
                        .isPresent();
    }

    /** One text with commas, or a list of texts. */
    private static void add(Optional<JsonValue> value, Set<String> betas) {
        if (value.isEmpty()) {
            return;
        }
        if (value.get() instanceof JsonArray list) {
            list.forEach(item -> add(Optional.of(item), betas));
        } else if (value.get() instanceof JsonString text) {
            Arrays.stream(text.getString().split(","))
                    .map(String::strip)
                    .filter(beta -> !beta.isEmpty())
                    .forEach(betas::add);
        }
    }
}
