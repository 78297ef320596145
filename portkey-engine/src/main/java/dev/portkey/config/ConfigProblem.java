package dev.portkey.config;

/**
 * What is wrong at one place of a config document.
 *
 * @param path member names and array indexes joined by commas, {@code targets,0,provider}; empty for the root
 */
record ConfigProblem(String path, String message) {
    /** The documented form, which clients match on. */
    String wireText() {
        return "path: " + path + ", message: " + message;
    }
}
