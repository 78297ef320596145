package dev.portkey.sample.standalone;

import dev.portkey.servlet.ServletExchanges;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Notices when an HTTP/1.1 client closes its connection while its request is being handled. Jetty reads from a connection
 * again only after the response, so that a client that leaves would be noticed by the next write, and a provider would work
 * on for nothing until then.
 *
 * <p>Calls of less than {@value #TICK_MS} ms are not watched: registering for reads costs more than they do. HTTP/2
 * connections are always read and tell the application themselves.
 */
final class ClientWatch extends Handler.Wrapper {
    private static final long TICK_MS = 100;

    private final Set<WatchedRequest> running = ConcurrentHashMap.newKeySet();
    private volatile Scheduler.@Nullable Task next;

    ClientWatch(Handler handler) {
        super(handler);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        schedule();
    }

    private void schedule() {
        next = getServer().getScheduler().schedule(this::tick, TICK_MS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        running.forEach(WatchedRequest::tick);
        if (isRunning()) {
            schedule();
        }
    }

    @Override
    protected void doStop() throws Exception {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
        super.doStop();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (request.getConnectionMetaData().getHttpVersion().getVersion() > HttpVersion.HTTP_1_1.getVersion()
                || !(connection instanceof Connection.UpgradeTo unread)
                || !(connection.getEndPoint() instanceof AbstractEndPoint endPoint)) {
            return super.handle(request, response, callback);
        }
        WatchedRequest watched = new WatchedRequest(request, endPoint, unread);
        watched.setAttribute(ServletExchanges.CLIENT_GONE, watched.gone());
        request.addHttpStreamWrapper(stream -> new WatchedStream(stream, watched));
        running.add(watched);
        return super.handle(watched, response, callback);
    }

    /** Ends the watch before the connection goes on to its next request. */
    private final class WatchedStream extends HttpStream.Wrapper {
        private final WatchedRequest watched;

        WatchedStream(HttpStream stream, WatchedRequest watched) {
            super(stream);
            this.watched = watched;
        }

        @Override
        public void succeeded() {
            running.remove(watched);
            watched.stop();
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            running.remove(watched);
            watched.stop();
            super.failed(cause);
        }
    }
}
