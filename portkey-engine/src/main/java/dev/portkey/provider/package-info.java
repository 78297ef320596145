/**
 * The vendors. A {@link dev.portkey.provider.Provider} answers five questions: base URL, path, headers, mapping per
 * {@link dev.portkey.provider.Endpoint}, and how it spells errors. {@code openai} is the shared dialect,
 * {@code compatible} holds one row per provider that speaks it, {@code anthropic} and the like have a shape of their own.
 */
@NullMarked
package dev.portkey.provider;

import org.jspecify.annotations.NullMarked;
