/**
 * The ways into a gateway, all used alike. Start with {@link dev.portkey.tests.door.Door}: a {@link
 * dev.portkey.tests.door.Call} goes in, a {@link dev.portkey.tests.door.Reply} comes out.
 */
@NullMarked
package dev.portkey.tests.door;

import org.jspecify.annotations.NullMarked;
