import dev.portkey.servlet.PortkeyGatewayServlet;

/** The gateway's servlet in embedded Jetty: {@code ServletDoor PORT SETTINGS}. */
final class ServletDoor {
    private ServletDoor() {}

    public static void main(String[] args) throws Exception {
        LoopbackServer.start(args[0], new PortkeyGatewayServlet(RecordedGateway.with(args[1])));
    }
}
