package dev.portkey.config;

/** A node of a config document: a leaf that is called, or a group with a strategy. */
public sealed interface ConfigNode permits Target, TargetGroup {
    /** Where the node stands in the submitted document: {@code config}, {@code config.targets[0].targets[2]}. */
    String path();

    /** The share of a load-balanced group; at least 0. */
    double weight();

    /** What a conditional strategy calls the node; empty when it has no name. */
    String name();
}
