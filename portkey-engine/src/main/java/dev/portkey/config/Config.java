package dev.portkey.config;

import dev.portkey.error.GatewayException;

/**
 * A config document that was read and found valid.
 *
 * @param root with everything inherited already in its leaves
 * @param namesProvider whether it says where calls go; if not, the call's headers must
 */
public record Config(ConfigNode root, boolean namesProvider) {
    /**
     * This config, provided that it or the rest of the call says where to go.
     *
     * @param providerGiven the call names a provider elsewhere
     * @throws GatewayException the documented 400 when nobody names one
     */
    public Config requireProvider(boolean providerGiven) {
        if (!namesProvider && !providerGiven) {
            throw noProvider();
        }
        return this;
    }

    static GatewayException noProvider() {
        return GatewayException.invalidConfig(
                "Either x-portkey-provider needs to be passed. Or the x-portkey-config header"
                        + " should have a valid config with provider details in it.");
    }
}
