/**
 * Runs one client call. {@link dev.portkey.exchange.Exchange} tells the order of the steps; each step has a file of its
 * own. This is the only room besides the doors and {@code http.jetty} that knows that things take time.
 */
@NullMarked
package dev.portkey.exchange;

import org.jspecify.annotations.NullMarked;
