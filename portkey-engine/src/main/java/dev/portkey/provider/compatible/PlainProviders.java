package dev.portkey.provider.compatible;

import static dev.portkey.provider.compatible.CompatibleProvider.at;
import static dev.portkey.provider.compatible.CompatibleProvider.selfHosted;

import dev.portkey.http.Headers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.OpenAiOperation;
import java.util.List;

/**
 * The plainest providers: OpenAI's dialect at another address. Base URLs from each provider's API reference. Streams are
 * relayed; JSON replies are labelled with the provider's id.
 */
public final class PlainProviders {
    private PlainProviders() {}

    public static List<Provider> all() {
        return List.of(
                at("aibadgr", "https://aibadgr.com/api/v1").chat(chat -> chat.labelledChunks("aibadgr")),
                at("cometapi", "https://api.cometapi.com/v1")
                        .chat(chat -> chat.labelledChunks("cometapi"))
                        .embeddings(),
                at("cortex", PlainProviders::snowflakeUrl)
                        .chatAt("/cortex/inference:complete")
                        .authorizedBy(PlainProviders::snowflakeHeaders),
                at("featherless-ai", "https://api.featherless.ai/v1").chat().completions(),
                at("inference-net", "https://api.inference.net/v1").chat(),
                at("iointelligence", "https://api.intelligence.io.solutions/api/v1")
                        .chat()
                        .embeddings(),
                at("kluster-ai", "https://api.kluster.ai/v1")
                        .chat()
                        .embeddings()
                        .fileUploads(),
                at("lambda", "https://api.lambdalabs.com/v1").chat().completions(),
                at("matterai", "https://api.matterai.so/v1").chat(PlainProviders::relayed),
                at("nebius", "https://api.studio.nebius.ai/v1")
                        .chat()
                        .completions()
                        .embeddings(),
                at("nextbit", "https://api.nextbit256.com/v1").chat().completions(),
                at("ovhcloud", "https://oai.endpoints.kepler.ai.cloud.ovh.net/v1")
                        .chat(chat -> chat.labelledChunks("ovhcloud")),
                at("upstage", "https://api.upstage.ai/v1/solar").chat().embeddings(),
                at("z-ai", "https://api.z.ai/api/paas/v4").chat(),
                at("replicate", "https://api.replicate.com/v1"),
                at("meshy", "https://api.meshy.ai/openapi/v1"),
                at("tripo3d", "https://api.tripo3d.ai/v2/openapi"),
                selfHosted("milvus"),
                selfHosted("qdrant").authorizedBy(PlainProviders::qdrantKey));
    }

    /** The provider's own words both ways: replies without a label, errors untouched. */
    private static OpenAiOperation relayed(OpenAiOperation chat) {
        return chat.editing(reply -> reply).relayingErrors();
    }

    private static java.util.Optional<String> snowflakeUrl(dev.portkey.config.Target target) {
        return target.option("snowflake_account")
                .map(account -> "https://" + account + ".snowflakecomputing.com/api/v2");
    }

    private static Headers snowflakeHeaders(ProviderCall call) {
        return call.target()
                .apiKey()
                .map(key -> Headers.of(
                        "authorization",
                        "Bearer " + key.reveal(),
                        "x-snowflake-authorization-token-type",
                        "KEYPAIR_JWT"))
                .orElse(Headers.EMPTY);
    }

    private static Headers qdrantKey(ProviderCall call) {
        return call.target()
                .apiKey()
                .map(key -> Headers.of("api-key", "Bearer " + key.reveal()))
                .orElse(Headers.EMPTY);
    }
}
