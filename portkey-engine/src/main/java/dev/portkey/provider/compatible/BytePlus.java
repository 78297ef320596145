package dev.portkey.provider.compatible;

import dev.portkey.config.Target;
import dev.portkey.provider.Provider;
import dev.portkey.provider.UrlPart;
import java.util.Optional;

/** BytePlus ModelArk (docs.byteplus.com/en/docs/ModelArk), in the region of the option {@code byteplus_region}. */
final class BytePlus {
    private static final String DEFAULT_REGION = "ap-southeast-1";

    private BytePlus() {}

    static Provider provider() {
        return CompatibleProvider.at("byteplus", BytePlus::url)
                .chat()
                .embeddings()
                .images()
                .responses();
    }

    private static Optional<String> url(Target target) {
        String region = UrlPart.host(target, "byteplus_region").orElse(DEFAULT_REGION);
        return Optional.of("https://ark." + region + ".bytepluses.com/api/v3");
    }
}
