package dev.portkey.provider.anthropic;

import static dev.portkey.translate.Field.derive;

import dev.portkey.json.JsonBody;
import dev.portkey.json.JsonCodec;
import dev.portkey.json.JsonMembers;
import dev.portkey.provider.Operation;
import dev.portkey.provider.ProviderCall;
import dev.portkey.provider.openai.OpenAiErrors;
import dev.portkey.translate.Field;
import dev.portkey.translate.ProviderError;
import dev.portkey.translate.RequestMapping;
import dev.portkey.translate.StreamTranslator;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Chat completions by way of {@code POST /messages}.
 *
 * @param providerId who is said to have answered; Claude is served by others, too
 */
public record AnthropicChat(String providerId) implements Operation {
    /** Anthropic's spelling of a chat completion. Rows run in order; a later row overwrites an earlier one. */
    static final RequestMapping REQUEST = RequestMapping.of(
            Field.copy("model"),
            derive("messages", AnthropicTurns::of),
            derive("messages", AnthropicSystem::blocks).as("system"),
            derive("max_tokens", AnthropicLimits::requiredMaxTokens).orAlways(AnthropicLimits.DEFAULT_MAX_TOKENS),
            derive("max_completion_tokens", AnthropicLimits::requiredMaxTokens).as("max_tokens"),
            derive("stop", AnthropicLimits::stopSequences).as("stop_sequences"),
            derive("temperature", AnthropicLimits::temperature).clampedTo(0, 1),
            derive("top_p", AnthropicLimits::topP).clampedTo(0, 1),
            derive("top_k", AnthropicLimits::topK),
            optional("stream"),
            derive("functions", AnthropicTools::declaredAsFunctions).as("tools"),
            derive("tools", AnthropicTools::declared),
            derive("function_call", AnthropicToolChoice::of).as("tool_choice"),
            derive("tool_choice", AnthropicToolChoice::of),
            derive("parallel_tool_calls", AnthropicToolChoice::of).as("tool_choice"),
            derive("reasoning_effort", AnthropicReasoning::thinking).as("thinking"),
            optional("thinking"),
            optional("output_config"),
            derive("reasoning_effort", AnthropicReasoning::effort).as("output_config.effort"),
            derive("response_format", AnthropicOutput::format).as("output_config.format"),
            derive("metadata", AnthropicChat::endUser),
            optional("safety_identifier").as("metadata.user_id"),
            optional("user").as("metadata.user_id"),
            derive("service_tier", AnthropicChat::serviceTier),
            optional("mcp_servers"),
            optional("container"),
            optional("context_management"));

    @Override
    public String path(ProviderCall call) {
        return "/messages";
    }

    @Override
    public byte[] request(ProviderCall call) {
        return REQUEST.apply(call.json(), call.target());
    }

    @Override
    public Optional<JsonBody> prefilled(ProviderCall call, String said) {
        return AnthropicPrefill.of(call.json(), request(call), said);
    }

    @Override
    public byte[] reply(ProviderCall call, byte[] body) {
        var reply = new AnthropicChatReply(providerId, call.startedAt(), call.strict());
        return JsonCodec.write(reply.translate(JsonCodec.parseObject(body)));
    }

    @Override
    public ProviderError error(ProviderCall call, int status, byte[] body) {
        return OpenAiErrors.read(status, body);
    }

    @Override
    public StreamTranslator stream(ProviderCall call) {
        return new AnthropicChatStream(providerId, call.startedAt(), call.strict());
    }

    /** A member under its own name unless it is null, which OpenAI's clients send for the default. */
    private static Field optional(String name) {
        return derive(name, request -> AnthropicLimits.sent(request, name));
    }

    /** Of the labels a client attaches only the end user's id; Anthropic refuses all others. */
    private static Optional<JsonValue> endUser(JsonObject request) {
        return JsonMembers.object(request, "metadata")
                .flatMap(metadata -> JsonMembers.text(metadata, "user_id"))
                .map(id -> JsonCodec.object().add("user_id", id).build());
    }

    /** OpenAI's tiers beyond these two have no counterpart. */
    private static Optional<JsonValue> serviceTier(JsonObject request) {
        return switch (JsonMembers.text(request, "service_tier").orElse("")) {
            case "auto", "priority" -> Optional.of(JsonCodec.string("auto"));
            case "default", "standard_only" -> Optional.of(JsonCodec.string("standard_only"));
            default -> Optional.empty();
        };
    }
}
