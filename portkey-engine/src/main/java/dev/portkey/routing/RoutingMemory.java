package dev.portkey.routing;

/** What calls leave behind for the calls after them. Thread-safe. */
public record RoutingMemory(Circuits circuits, StickyTargets stickyTargets) {
    /** A memory of this process alone, with circuits that nobody listens to. */
    public static RoutingMemory inMemory() {
        return new RoutingMemory(
                new Circuits(new InMemoryCircuitStates(InMemoryCircuitStates.DEFAULT_CAPACITY), event -> {}),
                new InMemoryStickyTargets(InMemoryStickyTargets.DEFAULT_CAPACITY));
    }
}
