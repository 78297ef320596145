/**
 * Official clients, unmodified, pointed at a gateway. Start with {@link dev.portkey.tests.client.ClientContract}. Those that
 * are written in JavaScript are in {@code tests/clients}.
 */
@NullMarked
package dev.portkey.tests.client;

import org.jspecify.annotations.NullMarked;
