package dev.portkey;

import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderSource;
import dev.portkey.provider.anthropic.AnthropicProvider;
import dev.portkey.provider.azure.AzureAiProvider;
import dev.portkey.provider.azure.AzureOpenAiProvider;
import dev.portkey.provider.azure.AzureTokens;
import dev.portkey.provider.compatible.CompatibleProviders;
import dev.portkey.provider.ollama.OllamaProvider;
import dev.portkey.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The providers a gateway knows from the start. */
final class BuiltInProviders {
    private BuiltInProviders() {}

    /** Ours, and after them those that the class path brings, which may replace ours. */
    static List<Provider> load(ClassLoader classLoader) {
        List<Provider> providers = new ArrayList<>();
        providers.add(new OpenAiProvider());
        providers.add(new AnthropicProvider());
        providers.add(new OllamaProvider());
        var azureTokens = new AzureTokens(System.getenv(), InstantSource.system());
        providers.add(new AzureOpenAiProvider(azureTokens));
        providers.add(AzureAiProvider.foundry(azureTokens));
        providers.add(AzureAiProvider.gitHub(azureTokens));
        providers.addAll(CompatibleProviders.all());
        ServiceLoader.load(Provider.class, classLoader).forEach(providers::add);
        ServiceLoader.load(ProviderSource.class, classLoader).forEach(source -> providers.addAll(source.providers()));
        return providers;
    }
}
