/**
 * Claude at its maker's. {@link dev.portkey.provider.anthropic.AnthropicProvider} lists the endpoints;
 * {@link dev.portkey.provider.anthropic.AnthropicChat} has the rows that turn a chat completion into a Messages call, and
 * {@link dev.portkey.provider.anthropic.AnthropicChatStream} turns the events of the answer back into chunks. Source:
 * platform.claude.com/docs/en/api, as of 2026.
 */
@NullMarked
package dev.portkey.provider.anthropic;

import org.jspecify.annotations.NullMarked;
