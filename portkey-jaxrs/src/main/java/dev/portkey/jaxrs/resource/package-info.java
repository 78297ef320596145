/** The resource that {@link dev.portkey.jaxrs.PortkeyGatewayFeature} adds to an application. */
@NullMarked
package dev.portkey.jaxrs.resource;

import org.jspecify.annotations.NullMarked;
