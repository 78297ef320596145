package dev.portkey.provider.compatible;

import dev.portkey.provider.Provider;
import java.util.ArrayList;
import java.util.List;

/** All providers of this room: the plain ones, and a line for each that has a file. */
public final class CompatibleProviders {
    private CompatibleProviders() {}

    public static List<Provider> all() {
        List<Provider> providers = new ArrayList<>(PlainProviders.all());
        providers.addAll(SelfHosted.all());
        providers.addAll(List.of(
                Anyscale.provider(),
                BedrockMantle.provider(),
                BytePlus.provider(),
                Cerebras.provider(),
                Cortex.provider(),
                Databricks.provider(),
                DeepInfra.provider(),
                DeepSeek.provider(),
                Deepbricks.provider(),
                FalAi.provider(),
                FireworksAi.provider(),
                Groq.provider(),
                HuggingFace.provider(),
                MistralAi.provider(),
                MonsterApi.provider(),
                Moonshot.provider(),
                Nomic.provider(),
                NovitaAi.provider(),
                OpenRouter.provider(),
                PerplexityAi.provider(),
                Predibase.provider(),
                RecraftAi.provider(),
                SambaNova.provider(),
                SiliconFlow.provider(),
                TogetherAi.provider(),
                Voyage.provider(),
                XAi.provider(),
                Zhipu.provider()));
        return List.copyOf(providers);
    }
}
