/**
 * What a client sends per call ({@link dev.portkey.config.ConfigNode}, read by {@link dev.portkey.config.ConfigReader})
 * and what the operator sets once ({@link dev.portkey.config.Settings}). Values and their readers; nothing here acts.
 */
@NullMarked
package dev.portkey.config;

import org.jspecify.annotations.NullMarked;
