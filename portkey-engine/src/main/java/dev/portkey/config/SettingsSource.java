package dev.portkey.config;

/**
 * A settings document that was found.
 *
 * @param name where, for messages: {@code /etc/portkey.json}, {@code WEB-INF/portkey.json}
 * @param json its text
 */
public record SettingsSource(String name, String json) {
    /** The name alone: the text may hold secrets. */
    @Override
    public String toString() {
        return name;
    }
}
