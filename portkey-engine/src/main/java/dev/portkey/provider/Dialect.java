package dev.portkey.provider;

/** The wire shape a client speaks on a route: decides the bodies of errors and how a stream ends. */
public enum Dialect {
    /** Chat completions and everything that ends a stream with {@code [DONE]}. */
    OPENAI,
    /** OpenAI's Responses: named events, no {@code [DONE]}. */
    RESPONSES,
    /** Anthropic's Messages. */
    ANTHROPIC,
    /** A route that is passed through: the provider's own shape, whatever it is. */
    PROVIDER
}
