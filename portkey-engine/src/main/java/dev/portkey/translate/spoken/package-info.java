/**
 * What the events of a client's stream say, and how another provider goes on where one broke off. All of it is pure: start
 * with {@link dev.portkey.translate.spoken.Splice}. A {@link dev.portkey.translate.spoken.ClientEvents} knows one dialect,
 * a {@link dev.portkey.translate.spoken.Transcript} what the client has been told, an
 * {@link dev.portkey.translate.spoken.EventPath} is what a stream's events pass on their way to the client.
 */
@NullMarked
package dev.portkey.translate.spoken;

import org.jspecify.annotations.NullMarked;
