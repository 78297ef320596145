/**
 * Who calls and with whose key: gateway keys, virtual keys, the secrets behind them, and the ports through which they are
 * looked up. Start with {@link dev.portkey.credential.Access} and {@link dev.portkey.credential.CredentialCatalog}.
 */
@NullMarked
package dev.portkey.credential;

import org.jspecify.annotations.NullMarked;
