/**
 * What is remembered of a call: {@link dev.portkey.observe.ExchangeRecord}, handed to
 * {@link dev.portkey.observe.ExchangeListener}s off the caller's time by {@link dev.portkey.observe.RecordDispatcher}.
 */
@NullMarked
package dev.portkey.observe;

import org.jspecify.annotations.NullMarked;
