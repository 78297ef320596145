import dev.portkey.jaxrs.PortkeyGatewayFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The gateway's JAX-RS feature in Jersey in embedded Jetty: {@code JaxrsDoor PORT SETTINGS}. */
final class JaxrsDoor {
    private JaxrsDoor() {}

    public static void main(String[] args) throws Exception {
        var application = new ResourceConfig().register(new PortkeyGatewayFeature(RecordedGateway.with(args[1])));
        LoopbackServer.start(args[0], new ServletContainer(application));
    }
}
