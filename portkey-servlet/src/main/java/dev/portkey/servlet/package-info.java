/**
 * The gateway behind the Servlet API: a servlet, a filter, and the exchange both hand their calls to. Start with
 * {@link dev.portkey.servlet.PortkeyGatewayServlet}; how bytes move is in {@link dev.portkey.servlet.ServletExchanges}.
 * Needs Servlet 6.0 and nothing of any container.
 */
@NullMarked
package dev.portkey.servlet;

import org.jspecify.annotations.NullMarked;
