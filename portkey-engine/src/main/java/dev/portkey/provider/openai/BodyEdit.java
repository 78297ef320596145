package dev.portkey.provider.openai;

import dev.portkey.json.JsonBody;

/** A change to a provider's reply, or to each chunk of its stream. What keeps state is made anew for every stream. */
@FunctionalInterface
public interface BodyEdit {
    /** Nothing: the bytes go on as they are. */
    BodyEdit NONE = body -> body;

    /** The body for the client; the same instance when nothing changes. */
    JsonBody apply(JsonBody body);

    default BodyEdit then(BodyEdit next) {
        if (this == NONE || next == NONE) {
            return this == NONE ? next : this;
        }
        return body -> next.apply(apply(body));
    }
}
