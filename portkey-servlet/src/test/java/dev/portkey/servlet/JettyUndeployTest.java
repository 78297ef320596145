package dev.portkey.servlet;

class JettyUndeployTest extends UndeployContract {
    @Override
    WebContainer container() {
        return new JettyContainer();
    }
}
