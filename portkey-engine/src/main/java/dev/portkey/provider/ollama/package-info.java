/** Ollama's OpenAI-compatible API, as served by a local or remote Ollama. */
@NullMarked
package dev.portkey.provider.ollama;

import org.jspecify.annotations.NullMarked;
