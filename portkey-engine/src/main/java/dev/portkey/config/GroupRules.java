package dev.portkey.config;

import java.util.List;

/** What a strategy needs of its targets to be able to choose one. */
final class GroupRules {
    private GroupRules() {}

    /** @param targets at least one */
    static void check(ConfigObject json, Strategy strategy, List<ConfigNode> targets) {
        switch (strategy.mode()) {
            case LOADBALANCE -> checkWeights(json, targets);
            case CONDITIONAL -> checkConditions(json, strategy, targets);
            case SINGLE, FALLBACK -> {}
        }
    }

    private static void checkWeights(ConfigObject json, List<ConfigNode> targets) {
        if (targets.stream().noneMatch(target -> target.weight() > 0)) {
            json.problemAt("targets", "At least one target must have a weight above 0");
        }
    }

    private static void checkConditions(ConfigObject json, Strategy strategy, List<ConfigNode> targets) {
        if (strategy.conditions().isEmpty()) {
            json.problemAt("strategy,conditions", "No conditions passed in the query router");
        }
        for (int i = 0; i < strategy.conditions().size(); i++) {
            String then = strategy.conditions().get(i).then();
            checkTarget(json, "strategy,conditions," + i + ",then", then, targets);
        }
        if (!strategy.defaultTarget().isEmpty()) {
            checkTarget(json, "strategy,default", strategy.defaultTarget(), targets);
        }
    }

    private static void checkTarget(ConfigObject json, String where, String name, List<ConfigNode> targets) {
        long count =
                targets.stream().filter(target -> target.name().equals(name)).count();
        if (count == 0) {
            json.problemAt(where, "Invalid target name found in the query router: " + name);
        } else if (count > 1) {
            json.problemAt(where, "More than one target has the name: " + name);
        }
    }
}
