package dev.portkey.jaxrs.resource;

import dev.portkey.servlet.ServletExchanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;

/** One call, with any method: the exchange writes the answer, the JAX-RS runtime is told when that is done. */
public final class GatewayCall {
    private final ServletExchanges exchanges;

    GatewayCall(ServletExchanges exchanges) {
        this.exchanges = exchanges;
    }

    private void start(AsyncResponse suspended, HttpServletRequest request, HttpServletResponse response, UriInfo uri)
            throws IOException {
        String base = uri.getBaseUri().getRawPath();
        exchanges.startSuspended(
                request,
                response,
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                // Of this response nothing is sent, the real one being committed. The runtime must complete the request
                // itself: Jersey tries to in any case, and containers log that it was too late.
                () -> suspended.resume(Response.status(response.getStatus()).build()));
    }

    @GET
    public void get(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @HEAD
    public void head(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @POST
    public void post(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void postForm(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri,
            InputStream entity)
            throws IOException {
        start(suspended, PeekedRequest.of(request, entity), response, uri);
    }

    @PUT
    public void put(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void putForm(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri,
            InputStream entity)
            throws IOException {
        start(suspended, PeekedRequest.of(request, entity), response, uri);
    }

    @PATCH
    public void patch(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public void patchForm(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri,
            InputStream entity)
            throws IOException {
        start(suspended, PeekedRequest.of(request, entity), response, uri);
    }

    @DELETE
    public void delete(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }

    @OPTIONS
    public void options(
            @Suspended AsyncResponse suspended,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context UriInfo uri)
            throws IOException {
        start(suspended, request, response, uri);
    }
}
