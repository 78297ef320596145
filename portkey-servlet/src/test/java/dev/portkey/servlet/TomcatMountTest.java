package dev.portkey.servlet;

class TomcatMountTest extends MountContract {
    @Override
    WebContainer container() {
        return new TomcatContainer();
    }
}
