package dev.portkey.jaxrs.resource;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

/** A call whose answer was cut, on its way back to the container: there is nothing left to do. */
public final class BrokenOffCall {
    BrokenOffCall() {}

    @GET
    public void get() {}

    @HEAD
    public void head() {}

    @POST
    public void post() {}

    @PUT
    public void put() {}

    @PATCH
    public void patch() {}

    @DELETE
    public void delete() {}

    @OPTIONS
    public void options() {}
}
