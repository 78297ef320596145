import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;

/** Jetty's own asynchronous proxy with its defaults: what a servlet that only forwards costs. */
final class AsyncProxy extends AsyncProxyServlet {
    private static final long serialVersionUID = 1;

    private final String mockPort;
    private final String streamPort;

    AsyncProxy(String mockPort, String streamPort) {
        this.mockPort = mockPort;
        this.streamPort = streamPort;
    }

    /** {@code AsyncProxy PORT MOCK_PORT STREAM_PORT}. */
    public static void main(String[] args) throws Exception {
        LoopbackServer.start(args[0], new AsyncProxy(args[1], args[2]));
    }

    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        String path = request.getRequestURI();
        return "http://127.0.0.1:" + (path.startsWith("/streams/") ? streamPort : mockPort) + path;
    }
}
