package dev.portkey.provider.compatible;

import dev.portkey.config.Target;
import dev.portkey.provider.Provider;
import dev.portkey.provider.UrlPart;
import java.util.Optional;

/** Amazon Bedrock's OpenAI-compatible endpoint, with a Bedrock API key, in the region of the option {@code aws_region}. */
final class BedrockMantle {
    private static final String DEFAULT_REGION = "us-east-1";

    private BedrockMantle() {}

    static Provider provider() {
        return CompatibleProvider.at("bedrock-mantle", BedrockMantle::url)
                .chat()
                .responses();
    }

    private static Optional<String> url(Target target) {
        String region = UrlPart.host(target, "aws_region").orElse(DEFAULT_REGION);
        return Optional.of("https://bedrock-mantle." + region + ".api.aws/v1");
    }
}
