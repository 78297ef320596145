package dev.portkey.exchange;

import dev.portkey.http.Body;
import dev.portkey.http.Headers;

/**
 * The answer to a client. A {@link Body.Stream} must be subscribed to (or the provider's connection stays taken);
 * cancelling the subscription closes the provider's connection. The publisher passes the Reactive Streams TCK, allows one
 * subscriber, and fails only when the answer is cut: the door must then break the client's connection off, so that what
 * the client has is not mistaken for the whole.
 *
 * @param headers without {@code content-length}: the door sets it from the body
 */
public record GatewayResponse(int status, Headers headers, Body body) {}
