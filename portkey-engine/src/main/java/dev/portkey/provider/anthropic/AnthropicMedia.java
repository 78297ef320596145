package dev.portkey.provider.anthropic;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.translate.DataUri;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Images and documents. A block says what a thing is ({@code image}, {@code document}), its source where it comes from:
 * {@code base64}, {@code text}, {@code url}, {@code file} (docs: build-with-claude/vision, pdf-support, files).
 */
final class AnthropicMedia {
    private static final String PDF = "application/pdf";

    private AnthropicMedia() {}

    /** {@code image_url} with an address or a data URI, which may hold a PDF as well. */
    static Optional<JsonObject> image(JsonObject part) {
        JsonValue image = part.getOrDefault("image_url", JsonValue.NULL);
        Optional<String> url = image instanceof JsonObject object
                ? JsonMembers.text(object, "url")
                : image instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
        return url.map(address -> DataUri.parse(address)
                .map(data -> inline(data, part))
                .orElseGet(() -> block("image", urlSource(address), part)));
    }

    /**
     * {@code file} with {@code file_id}, {@code file_url} or {@code file_data}: a data URI, or bare data of type
     * {@code mime_type}, which is base64 except for text, and a PDF when nothing is said.
     */
    static Optional<JsonObject> file(JsonObject part) {
        JsonObject file = JsonMembers.object(part, "file").orElse(JsonValue.EMPTY_JSON_OBJECT);
        String mediaType = JsonMembers.text(file, "mime_type").orElse(PDF);
        String kind = mediaType.startsWith("image/") ? "image" : "document";
        return JsonMembers.text(file, "file_url")
                .map(url -> block(kind, urlSource(url), part))
                .or(() -> JsonMembers.text(file, "file_id").map(id -> block(kind, fileSource(id), part)))
                .or(() -> JsonMembers.text(file, "file_data").map(data -> DataUri.parse(data)
                        .map(uri -> inline(uri, part))
                        .orElseGet(() -> block(kind, bareSource(data, mediaType), part))));
    }

    /** Whether a message refers to an uploaded file, which needs a beta header. */
    static boolean namesUploadedFile(JsonObject request) {
        return JsonMembers.array(request, "messages").orElse(JsonValue.EMPTY_JSON_ARRAY).stream()
                .filter(JsonObject.class::isInstance)
                .map(message -> JsonMembers.array(message.asJsonObject(), "content"))
                .anyMatch(content ->
                        content.filter(AnthropicMedia::namesUploadedFile).isPresent());
    }

    private static boolean namesUploadedFile(JsonArray parts) {
        return parts.stream()
                .filter(JsonObject.class::isInstance)
                .map(part -> JsonMembers.object(part.asJsonObject(), "file"))
                .anyMatch(file ->
                        file.filter(object -> object.containsKey("file_id")).isPresent());
    }

    private static JsonObject inline(DataUri data, JsonObject part) {
        if (data.mediaType().startsWith("image/")) {
            return block("image", base64Source(data.base64(), data.mediaType()), part);
        }
        return block(
                "document",
                data.mediaType().startsWith("text/")
                        ? data.text()
                                .map(AnthropicMedia::textSource)
                                .orElseGet(() -> base64Source(data.base64(), data.mediaType()))
                        : base64Source(data.base64(), data.mediaType()),
                part);
    }

    private static JsonObject block(String kind, JsonObjectBuilder source, JsonObject part) {
        JsonObjectBuilder block = JsonCodec.object().add("type", kind).add("source", source);
        if (kind.equals("document")) {
            JsonMembers.object(part, "file")
                    .flatMap(file -> JsonMembers.text(file, "filename"))
                    .ifPresent(name -> block.add("title", name));
        }
        return AnthropicContent.cached(block, part).build();
    }

    private static JsonObjectBuilder bareSource(String data, String mediaType) {
        return mediaType.startsWith("text/") ? textSource(data) : base64Source(data, mediaType);
    }

    private static JsonObjectBuilder base64Source(String data, String mediaType) {
        return JsonCodec.object()
                .add("type", "base64")
                .add("media_type", mediaType)
                .add("data", data);
    }

    /** The only text there is to Anthropic is plain; Markdown and the like are that, too. */
    private static JsonObjectBuilder textSource(String words) {
        return JsonCodec.object()
                .add("type", "text")
                .add("media_type", "text/plain")
                .add("data", words);
    }

    private static JsonObjectBuilder urlSource(String url) {
        return JsonCodec.object().add("type", "url").add("url", url);
    }

    private static JsonObjectBuilder fileSource(String id) {
        return JsonCodec.object().add("type", "file").add("file_id", id);
    }
}
