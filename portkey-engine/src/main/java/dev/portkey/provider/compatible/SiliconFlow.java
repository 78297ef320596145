package dev.portkey.provider.compatible;

import static dev.portkey.translate.Field.copy;

import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.UrlPart;
import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.translate.RequestMapping;

/** SiliconFlow (docs.siliconflow.cn). Replies go without a label; images are made at a path that holds the model. */
final class SiliconFlow {
    private static final RequestMapping IMAGE = RequestMapping.of(
            copy("prompt"),
            copy("size").as("image_size"),
            copy("image_size"),
            copy("batch_size"),
            copy("num_inference_steps"),
            copy("guidance_scale"),
            copy("negative_prompt"),
            copy("seed"));

    private SiliconFlow() {}

    static Provider provider() {
        return CompatibleProvider.at("siliconflow", "https://api.siliconflow.cn/v1")
                .chat(OpenAiOperation::unedited)
                .embeddings(OpenAiOperation::unedited)
                .images(images -> images.movedTo(SiliconFlow::imagePath).sending(IMAGE))
                .speech()
                .transcriptions();
    }

    private static String imagePath(ProviderCall call) {
        return "/" + UrlPart.path("model", call.json().string("model").orElse("")) + "/text-to-image";
    }
}
