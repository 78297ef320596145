/**
 * Pure decisions: which target of a config is next, given how the last one answered. No threads, sockets or clocks. Start
 * with {@link dev.portkey.routing.Route}.
 */
@NullMarked
package dev.portkey.routing;

import org.jspecify.annotations.NullMarked;
