/**
 * A provider without an account: an OpenAI-shaped fake model on a loopback port, for first steps and for trying out retries
 * and fallbacks. Start with {@link dev.portkey.sample.sandbox.SandboxServer}; what its model names do is listed in
 * {@link dev.portkey.sample.sandbox.Behaviour}.
 */
@NullMarked
package dev.portkey.sample.sandbox;

import org.jspecify.annotations.NullMarked;
