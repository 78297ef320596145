/**
 * What the client is told when a call cannot be answered: one exception, the codes it carries, and the bodies made from
 * it. Start with {@link dev.portkey.error.GatewayException}.
 */
@NullMarked
package dev.portkey.error;

import org.jspecify.annotations.NullMarked;
