/** What becomes of calls whose providers misbehave, seen from outside. */
@NullMarked
package dev.portkey.tests.resilience;

import org.jspecify.annotations.NullMarked;
