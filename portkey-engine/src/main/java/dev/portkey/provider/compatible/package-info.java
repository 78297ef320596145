/**
 * Providers that speak OpenAI's dialect. {@link dev.portkey.provider.compatible.CompatibleProvider} is how one is described;
 * the plainest are a row each in {@code PlainProviders}, the others a file each, which reads like the provider's
 * documentation. {@link dev.portkey.provider.compatible.CompatibleProviders} lists them; docs/adding-a-provider.md says how to
 * add one.
 */
@NullMarked
package dev.portkey.provider.compatible;

import org.jspecify.annotations.NullMarked;
