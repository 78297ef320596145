/** The engine's front: build a {@link dev.portkey.Gateway}, hand it requests. */
@NullMarked
package dev.portkey;

import org.jspecify.annotations.NullMarked;
