package dev.portkey.provider.compatible;

import static dev.portkey.provider.openai.OpenAiRequests.UNCHANGED;

import dev.portkey.config.Target;
import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.OpenAiOperation;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Datasets of a Fireworks account as OpenAI's files (docs.fireworks.ai/api-reference/list-datasets). */
final class FireworksDatasets {
    private FireworksDatasets() {}

    static OpenAiOperation list() {
        return OpenAiOperation.at("/datasets", UNCHANGED)
                .hostedAt(FireworksDatasets::account)
                .editing(call -> FireworksDatasets::files)
                .readingErrors(FireworksAi::error);
    }

    private static Optional<String> account(Target target) {
        return target.option("fireworks_account_id")
                .map(id -> "https://api.fireworks.ai/v1/accounts/" + UrlPart.segment("fireworks_account_id", id));
    }

    private static JsonBody files(JsonBody reply) {
        JsonArray datasets = JsonMembers.array(reply.tree(), "datasets").orElse(JsonValue.EMPTY_JSON_ARRAY);
        JsonArrayBuilder files = JsonCodec.array();
        String last = "";
        for (JsonObject dataset : datasets.getValuesAs(JsonObject.class)) {
            JsonObject file = file(dataset);
            files.add(file);
            last = file.getString("id");
        }
        return JsonBody.of(JsonCodec.object()
                .add("object", "list")
                .add("data", files)
                .add("last_id", last)
                .add(
                        "has_more",
                        JsonMembers.text(reply.tree(), "nextPageToken")
                                .filter(token -> !token.isEmpty())
                                .isPresent())
                .add("total", JsonMembers.integer(reply.tree(), "totalSize").orElse((long) datasets.size()))
                .build());
    }

    private static JsonObject file(JsonObject dataset) {
        String name = JsonMembers.text(dataset, "name").orElse("");
        String id = name.substring(name.lastIndexOf('/') + 1);
        String state = JsonMembers.text(dataset, "state").orElse("");
        return JsonCodec.object()
                .add("id", id)
                .add("object", "file")
                .add(
                        "created_at",
                        seconds(JsonMembers.text(dataset, "createTime").orElse("")))
                .add("filename", id + ".jsonl")
                .add("purpose", "fine-tune")
                .add("status", state.equals("READY") ? "processed" : state.toLowerCase(Locale.ROOT))
                .build();
    }

    private static long seconds(String time) {
        try {
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
