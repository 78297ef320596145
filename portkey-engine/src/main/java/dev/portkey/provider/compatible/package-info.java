/**
 * Providers that speak OpenAI's dialect and differ in little more than their address: one row each in
 * {@link dev.portkey.provider.compatible.PlainProviders}.
 */
@NullMarked
package dev.portkey.provider.compatible;

import org.jspecify.annotations.NullMarked;
