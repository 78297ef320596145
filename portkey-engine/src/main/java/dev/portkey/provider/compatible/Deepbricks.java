package dev.portkey.provider.compatible;

import dev.portkey.http.Headers;
import dev.portkey.provider.Provider;
import dev.portkey.provider.ProviderCall;

/** Deepbricks (deepbricks.ai/api). It renames the headers that name OpenAI's organization and project. */
final class Deepbricks {
    private Deepbricks() {}

    static Provider provider() {
        return CompatibleProvider.at("deepbricks", "https://api.deepbricks.ai/v1")
                .sendingHeaders(Deepbricks::account)
                .chat()
                .images();
    }

    private static Headers account(ProviderCall call) {
        Headers.Builder headers = Headers.builder();
        call.target()
                .option("openai_organization")
                .ifPresent(organization -> headers.add("deepbricks-organization", organization));
        call.target().option("openai_project").ifPresent(project -> headers.add("deepbricks-project", project));
        return headers.build();
    }
}
