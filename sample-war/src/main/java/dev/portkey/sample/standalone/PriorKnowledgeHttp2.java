package dev.portkey.sample.standalone;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Cleartext HTTP/2 for clients that begin with it. An offer to upgrade is ignored, as RFC 9113 recommends: the JDK's client
 * makes one with the first call of every connection, and a body that is sent in chunks does not survive the upgrade.
 */
final class PriorKnowledgeHttp2 extends HTTP2CServerConnectionFactory {
    PriorKnowledgeHttp2(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public @Nullable Connection upgradeConnection(
            Connector connector,
            EndPoint endPoint,
            MetaData.Request upgradeRequest,
            HttpFields.Mutable upgradeResponse) {
        // Jetty asks for both; "PRI" is the beginning of HTTP/2 itself.
        return HttpMethod.PRI.is(upgradeRequest.getMethod())
                ? super.upgradeConnection(connector, endPoint, upgradeRequest, upgradeResponse)
                : null;
    }
}
