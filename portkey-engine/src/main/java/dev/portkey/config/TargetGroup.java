package dev.portkey.config;

import java.util.List;

/** Several places a call may go to and the strategy that chooses among them. At least one target. */
public record TargetGroup(String path, String name, double weight, Strategy strategy, List<ConfigNode> targets)
        implements ConfigNode {
    public TargetGroup {
        targets = List.copyOf(targets);
    }
}
