package dev.portkey.provider;

import dev.portkey.config.Target;
import dev.portkey.credential.Secret;
import dev.portkey.error.GatewayException;
import dev.portkey.http.Headers;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of docs/providers.md, made by asking each provider what it does with a probe: where a call goes, what authorizes
 * it, which endpoints it serves, and which members of a chat request reach it.
 */
public final class ProviderTable {
    /** Options without which some providers have no address; each stands in the table as it is written here. */
    private static final Map<String, JsonValue> OPTIONS = Map.of(
            "resource_name", JsonCodec.string("RESOURCE"),
            "deployment_id", JsonCodec.string("DEPLOYMENT"),
            "snowflake_account", JsonCodec.string("ACCOUNT"),
            "databricks_workspace", JsonCodec.string("WORKSPACE"),
            "fireworks_account_id", JsonCodec.string("ACCOUNT"));

    private static final String KEY = "PROVIDER_KEY";

    /** Members of a chat request, and a text that stands in what is sent when the member was. */
    private static final Map<String, String> CHAT_MEMBERS = members();

    private static final String PROBE = """
            {"model":"MODEL","user":"TENANT","messages":[{"role":"user","content":"hi"}],"stream":true,
             "tools":[{"type":"function","function":{"name":"probe_tool","parameters":{"type":"object"}}}],
             "response_format":{"type":"json_schema","json_schema":{"name":"probe_format","schema":{"type":"object"}}},
             "seed":4242,"logprobs":true,"top_logprobs":3,"reasoning_effort":"low","stop":["probe_stop"]}
            """;

    /** The columns, each with all the endpoints it stands for. */
    private static final Map<String, List<Endpoint>> COLUMNS = columns();

    private ProviderTable() {}

    public static String of(Collection<Provider> providers) {
        var page = new StringBuilder();
        page.append("""
                # Providers

                This page is made by `ProviderTableTest` from the providers themselves. After a change of a provider run that
                test with `-Dportkey.docs.write=true`, which writes the page anew.

                Every provider also takes each other path below `/v1/` as it is (models, moderations, rerank, …), with its key
                put in. Words in capitals are options: see the header or config member of that name.

                ## Endpoints

                """);
        page.append("| Provider | Base URL | Key | ")
                .append(String.join(" | ", COLUMNS.keySet()))
                .append(" |\n|---|---|---|")
                .append("---|".repeat(COLUMNS.size()))
                .append('\n');
        List<Provider> sorted = sorted(providers);
        sorted.forEach(provider -> page.append(endpoints(provider)));
        page.append("""

                ## Chat requests

                Which members of a chat request reach the provider. `lax` means: only in calls with
                `x-portkey-strict-open-ai-compliance: false`.

                """);
        page.append("| Provider | Path | ")
                .append(String.join(" | ", CHAT_MEMBERS.keySet()))
                .append(" |\n|---|---|")
                .append("---|".repeat(CHAT_MEMBERS.size()))
                .append('\n');
        sorted.forEach(provider ->
                provider.operation(Endpoint.CHAT_COMPLETION).ifPresent(chat -> page.append(chat(provider, chat))));
        return page.toString();
    }

    private static List<Provider> sorted(Collection<Provider> providers) {
        List<Provider> sorted = new ArrayList<>(providers);
        sorted.sort(Comparator.comparing(Provider::id));
        return sorted;
    }

    private static String endpoints(Provider provider) {
        String marks =
                COLUMNS.values().stream().map(family -> mark(provider, family)).collect(Collectors.joining(" | "));
        return "| " + provider.id() + " | " + baseUrl(provider) + " | " + key(provider) + " | " + marks + " |\n";
    }

    private static String mark(Provider provider, List<Endpoint> family) {
        long served = family.stream()
                .filter(endpoint -> provider.operation(endpoint).isPresent())
                .count();
        return served == family.size() ? "yes" : served == 0 ? "" : "partly";
    }

    private static String chat(Provider provider, Operation chat) {
        String strict = sent(provider, chat, true);
        String lax = sent(provider, chat, false);
        String marks = CHAT_MEMBERS.values().stream()
                .map(word -> strict.contains(word) ? "yes" : lax.contains(word) ? "lax" : "")
                .collect(Collectors.joining(" | "));
        return "| " + provider.id() + " | `" + chat.path(call(provider, true)) + "` | " + marks + " |\n";
    }

    private static String sent(Provider provider, Operation chat, boolean strict) {
        return new String(chat.request(call(provider, strict)), StandardCharsets.UTF_8);
    }

    private static String baseUrl(Provider provider) {
        try {
            return "`" + provider.baseUrl(target(provider, true)) + "`";
        } catch (GatewayException e) {
            return "custom host";
        }
    }

    private static String key(Provider provider) {
        List<String> fields = new ArrayList<>();
        provider.headers(call(provider, true)).forEach((name, value) -> {
            if (value.contains(KEY)) {
                fields.add("`" + name + ": " + value + "`");
            }
        });
        return fields.isEmpty() ? "none" : String.join(", ", fields);
    }

    private static ProviderCall call(Provider provider, boolean strict) {
        return new ProviderCall(
                Endpoint.CHAT_COMPLETION,
                "POST",
                "/v1/chat/completions",
                "",
                Headers.EMPTY,
                Optional.of(JsonBody.parse(PROBE.getBytes(StandardCharsets.UTF_8))),
                target(provider, strict),
                Instant.EPOCH);
    }

    private static Target target(Provider provider, boolean strict) {
        return Target.builder("")
                .provider(provider.id())
                .apiKey(Optional.of(Secret.of(KEY)))
                .strict(strict)
                .options(OPTIONS)
                .build();
    }

    private static Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("stream", "\"stream\":true");
        members.put("tools", "probe_tool");
        members.put("JSON schema", "probe_format");
        members.put("stop", "probe_stop");
        members.put("seed", "4242");
        members.put("logprobs", "logprobs");
        members.put("reasoning effort", "effort\":\"low");
        return members;
    }

    private static Map<String, List<Endpoint>> columns() {
        Map<String, List<Endpoint>> columns = new LinkedHashMap<>();
        columns.put("chat", List.of(Endpoint.CHAT_COMPLETION));
        columns.put("messages", List.of(Endpoint.MESSAGES));
        columns.put("responses", List.of(Endpoint.RESPONSE_CREATE));
        columns.put("completions", List.of(Endpoint.COMPLETION));
        columns.put("embeddings", List.of(Endpoint.EMBEDDING));
        columns.put("images", List.of(Endpoint.IMAGE_GENERATION));
        columns.put("image edits", List.of(Endpoint.IMAGE_EDIT));
        columns.put("speech", List.of(Endpoint.SPEECH));
        columns.put("transcriptions", List.of(Endpoint.TRANSCRIPTION));
        columns.put("translations", List.of(Endpoint.TRANSLATION));
        columns.put(
                "files",
                List.of(
                        Endpoint.FILE_UPLOAD,
                        Endpoint.FILE_LIST,
                        Endpoint.FILE_RETRIEVE,
                        Endpoint.FILE_CONTENT,
                        Endpoint.FILE_DELETE));
        columns.put(
                "batches",
                List.of(Endpoint.BATCH_CREATE, Endpoint.BATCH_LIST, Endpoint.BATCH_RETRIEVE, Endpoint.BATCH_CANCEL));
        columns.put(
                "fine-tuning",
                List.of(
                        Endpoint.FINE_TUNE_CREATE,
                        Endpoint.FINE_TUNE_LIST,
                        Endpoint.FINE_TUNE_RETRIEVE,
                        Endpoint.FINE_TUNE_CANCEL));
        return columns;
    }
}
