package dev.portkey.jaxrs.resource;

import dev.portkey.servlet.ServletExchanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** All that lies below the application's path and belongs to no other resource. */
@Path("/")
public final class GatewayResource {
    private final GatewayCall call;
    private final BrokenOffCall brokenOff = new BrokenOffCall();

    public GatewayResource(ServletExchanges exchanges) {
        this.call = new GatewayCall(exchanges);
    }

    /** A locator, because it still runs before the JAX-RS runtime makes the request asynchronous. */
    @Path("{path: .*}")
    public Object locate(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        return ServletExchanges.breakOff(request, response) ? brokenOff : call;
    }
}
