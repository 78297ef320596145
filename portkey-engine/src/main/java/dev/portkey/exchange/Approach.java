package dev.portkey.exchange;

import dev.portkey.provider.ProviderCall;

/** What one target is asked, and how its stream reaches the client. */
record Approach(ProviderCall call, Delivery delivery) {}
