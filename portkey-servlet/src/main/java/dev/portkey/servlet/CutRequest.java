package dev.portkey.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.EOFException;
import java.io.UncheckedIOException;

/**
 * A request that fails whoever handles it, once its answer was cut.
 *
 * <p>The Servlet API has no call that breaks a connection off, and completing a cut answer would end it with the mark of a
 * whole one. What containers do is to break off when a dispatch fails after the response was committed. So the exchange
 * dispatches this request once more, and whichever servlet gets it (behind a filter it is not ours) asks for its method
 * before it does anything else.
 */
final class CutRequest extends HttpServletRequestWrapper {
    private static final String CUT = "dev.portkey.servlet.cut";

    CutRequest(HttpServletRequest request) {
        super(request);
    }

    static void mark(ServletRequest request) {
        request.setAttribute(CUT, Boolean.TRUE);
    }

    static boolean isCut(ServletRequest request) {
        return request.getAttribute(CUT) != null;
    }

    static void failIfCut(ServletRequest request) {
        if (isCut(request)) {
            // An I/O error as cause: some containers log it as one line, not with a stack.
            throw new UncheckedIOException(new EOFException("the provider broke off in the middle of its answer"));
        }
    }

    @Override
    public String getMethod() {
        failIfCut(getRequest());
        return super.getMethod();
    }
}
