package dev.portkey.servlet;

class TomcatUndeployTest extends UndeployContract {
    @Override
    WebContainer container() {
        return new TomcatContainer();
    }
}
