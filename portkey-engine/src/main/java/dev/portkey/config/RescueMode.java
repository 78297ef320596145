package dev.portkey.config;

import java.util.Locale;

/** {@code strategy.rescue}: how another target goes on where a stream broke off after the client had been sent some of it. */
public enum RescueMode {
    /** Continue where the target's API can, else replay; the default. */
    AUTO,
    /** The target answers afresh; what equals the part already sent is swallowed. */
    REPLAY,
    /** The target is given what was already said and goes on from there; a target that cannot is passed over. */
    CONTINUE,
    /** The stream ends with an error event. */
    OFF;

    /** As written in a config: {@code auto}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
