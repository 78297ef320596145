/**
 * A provider on loopback that says what a test tells it to say. Start with {@link dev.portkey.tests.provider.FakeProvider};
 * {@link dev.portkey.tests.provider.Answer} lists what it can be told.
 */
@NullMarked
package dev.portkey.tests.provider;

import org.jspecify.annotations.NullMarked;
