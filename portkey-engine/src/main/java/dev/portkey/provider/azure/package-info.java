/**
 * Azure's two ways to OpenAI's dialect: {@link dev.portkey.provider.azure.AzureOpenAiProvider} with deployments in its paths,
 * and {@link dev.portkey.provider.azure.AzureAiProvider} for Foundry and GitHub Models. Both take a key, a token, or an
 * identity for which {@code AzureTokens} fetches tokens.
 */
@NullMarked
package dev.portkey.provider.azure;

import org.jspecify.annotations.NullMarked;
