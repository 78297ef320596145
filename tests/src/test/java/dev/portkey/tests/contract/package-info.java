/**
 * What every door into the gateway must do alike, written once. {@link dev.portkey.tests.contract.GatewayContract} lists
 * the parts; each door has a class that extends it and says how that door is opened.
 */
@NullMarked
package dev.portkey.tests.contract;

import org.jspecify.annotations.NullMarked;
