package dev.portkey.provider.compatible;

import static dev.portkey.provider.Endpoint.FILE_UPLOAD;
import static dev.portkey.provider.compatible.CompatibleProvider.at;
import static dev.portkey.provider.compatible.CompatibleProvider.selfHosted;

import dev.portkey.provider.openai.OpenAiOperation;
import dev.portkey.provider.openai.OpenAiRequests;
import java.util.List;

/**
 * The plainest providers: OpenAI's dialect at another address. Base URLs from each provider's API reference. JSON replies are
 * labelled with the provider's id; streams are relayed, labelled where {@code labelledChunks} says so.
 */
final class PlainProviders {
    private PlainProviders() {}

    static List<CompatibleProvider> all() {
        return List.of(
                at("302ai", "https://api.302.ai", "/v1")
                        .chat(chat -> chat.sending(OpenAiRequests.CHAT).labelledChunks()),
                at("aibadgr", "https://aibadgr.com/api/v1").chat(OpenAiOperation::labelledChunks),
                at("cometapi", "https://api.cometapi.com/v1")
                        .chat(chat -> chat.sending(OpenAiRequests.CHAT).labelledChunks())
                        .embeddings(),
                at("dashscope", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1")
                        .chat()
                        .embeddings(),
                at("featherless-ai", "https://api.featherless.ai/v1").chat().completions(),
                at("hyperbolic", "https://api.hyperbolic.xyz", "/v1")
                        .chat()
                        .completions()
                        .images(images -> images.movedTo("/image/generation").sending(OpenAiRequests.UNCHANGED)),
                at("inference-net", "https://api.inference.net/v1").chat(),
                at("iointelligence", "https://api.intelligence.io.solutions/api/v1")
                        .chat()
                        .embeddings(),
                at("jina", "https://api.jina.ai/v1").embeddings(),
                at("kluster-ai", "https://api.kluster.ai/v1")
                        .chat()
                        .embeddings()
                        .serving(FILE_UPLOAD),
                at("krutrim", "https://cloud.olakrutrim.com/v1").chat(),
                at("lambda", "https://api.lambdalabs.com/v1").chat().completions(),
                at("lemonfox-ai", "https://api.lemonfox.ai/v1")
                        .chat(OpenAiOperation::labelledChunks)
                        .images()
                        .transcriptions()
                        .speech(),
                at("lepton", "https://api.lepton.ai", "/api/v1")
                        .chat(OpenAiOperation::labelledChunks)
                        .completions()
                        .transcriptions(),
                at("lingyi", "https://api.lingyiwanwu.com", "/v1")
                        .chat(chat ->
                                chat.sending(OpenAiRequests.MAX_TOKENS_CHAT).labelledChunks()),
                at("matterai", "https://api.matterai.so/v1")
                        .chat(chat -> chat.unedited().relayingErrors()),
                at("modal", "https://api.modal.com/v1").needingNoKey().chat(),
                at("ncompass", "https://api.ncompass.tech/v1").chat(chat -> chat.sending(OpenAiRequests.MAX_TOKENS_CHAT)
                        .labelledChunks()),
                at("nebius", "https://api.studio.nebius.ai/v1")
                        .chat()
                        .completions()
                        .embeddings(),
                at("nextbit", "https://api.nextbit256.com/v1").chat().completions(),
                at("nscale", "https://inference.api.nscale.com/v1").chat().images(),
                at("ovhcloud", "https://oai.endpoints.kepler.ai.cloud.ovh.net/v1")
                        .chat(OpenAiOperation::labelledChunks),
                at("upstage", "https://api.upstage.ai/v1/solar").chat().embeddings(),
                at("z-ai", "https://api.z.ai/api/paas/v4").chat(),

                // Nothing but the proxy route: their APIs are of another kind.
                at("cohere", "https://api.cohere.ai"),
                at("deepgram", "https://api.deepgram.com/v1")
                        .authorizedBy(call -> Keys.header(call, "authorization", "Token ")),
                at("meshy", "https://api.meshy.ai/openapi/v1"),
                at("replicate", "https://api.replicate.com/v1"),
                at("tripo3d", "https://api.tripo3d.ai/v2/openapi"),
                selfHosted("milvus"),
                selfHosted("qdrant").authorizedBy(call -> Keys.header(call, "api-key", "Bearer ")));
    }
}
