package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;
import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UnrecognisedReplyException;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.BodyEdit;
import dev.portkey.provider.openai.OpenAiStream;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Images of Fireworks' Stable Diffusion models: a list of prompts in, a list of pictures out. */
final class FireworksImages implements Operation {
    private static final RequestMapping REQUEST = RequestMapping.of(
            derive("prompt", FireworksImages::prompts).as("text_prompts"),
            copy("model"),
            derive("size", size -> side(size, 0)).as("width"),
            derive("size", size -> side(size, 1)).as("height"),
            copy("n").clampedTo(1, 10).as("samples"),
            copy("cfg_scale"),
            copy("sampler"),
            copy("seed").clampedTo(0, 4_294_967_295L),
            copy("steps").clampedTo(10, 150),
            copy("safety_check"),
            copy("lora_adapter_name"),
            copy("lora_weight_filename"));

    @Override
    public String path(ProviderCall call) {
        return "/image_generation/"
                + UrlPart.path("model", call.json().string("model").orElse(""));
    }

    @Override
    public byte[] request(ProviderCall call) {
        return REQUEST.apply(call.json(), call.target());
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        if (!(JsonCodec.parse(body) instanceof JsonArray pictures)) {
            throw new UnrecognisedReplyException("no list of images");
        }
        JsonArrayBuilder data = JsonCodec.array();
        pictures.getValuesAs(JsonObject.class).forEach(picture -> data.add(picture(picture)));
        return JsonCodec.write(JsonCodec.object()
                .add("created", call.startedAt().getEpochSecond())
                .add("data", data)
                .add("provider", call.target().provider())
                .build());
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return FireworksAi.error(status, body);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return new OpenAiStream(BodyEdit.NONE);
    }

    private static JsonObject picture(JsonObject picture) {
        var image = JsonCodec.object();
        picture.forEach((name, value) -> image.add(name.equals("base64") ? "b64_json" : name, value));
        return image.build();
    }

    private static Optional<JsonValue> prompts(JsonObject body) {
        return JsonMembers.text(body, "prompt").map(text -> JsonCodec.array()
                .add(JsonCodec.object().add("text", text).add("weight", 1))
                .build());
    }

    /** Width or height of {@code 1024x512}. */
    private static Optional<JsonValue> side(JsonObject body, int index) {
        return JsonMembers.text(body, "size")
                .filter(size -> size.matches("[0-9]{1,5}x[0-9]{1,5}"))
                .map(size -> JsonCodec.number(Long.parseLong(size.split("x", 2)[index])));
    }
}
