/**
 * The gateway as a JAX-RS feature. Start with {@link dev.portkey.jaxrs.PortkeyGatewayFeature}. Needs a JAX-RS 3.1
 * application in a servlet container: bytes move as in {@link dev.portkey.servlet}.
 */
@NullMarked
package dev.portkey.jaxrs;

import org.jspecify.annotations.NullMarked;
