/**
 * JSON as bytes and as trees. {@link dev.portkey.json.JsonBody} is a client's document that stays the bytes it came as
 * until somebody really needs the tree; {@link dev.portkey.json.JsonCodec} is the one place that talks to JSON-P.
 */
@NullMarked
package dev.portkey.json;

import org.jspecify.annotations.NullMarked;
