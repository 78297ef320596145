/**
 * OpenAI's own API and the dialect it gave to everybody else: the shared request tables, the reading of its errors, the
 * relaying of its streams. Start with {@link dev.portkey.provider.openai.OpenAiProvider}.
 */
@NullMarked
package dev.portkey.provider.openai;

import org.jspecify.annotations.NullMarked;
