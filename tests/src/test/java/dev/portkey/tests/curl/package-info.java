/** The documentation's own examples, run as they are. */
@NullMarked
package dev.portkey.tests.curl;

import org.jspecify.annotations.NullMarked;
