package dev.portkey.servlet;

class JettyMountTest extends MountContract {
    @Override
    WebContainer container() {
        return new JettyContainer();
    }
}
