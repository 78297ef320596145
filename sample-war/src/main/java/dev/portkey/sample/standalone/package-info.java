/**
 * The web application on an embedded Jetty. Start with {@link dev.portkey.sample.standalone.Standalone}. Not used, and not
 * loadable, when somebody else's container runs the application.
 */
@NullMarked
package dev.portkey.sample.standalone;

import org.jspecify.annotations.NullMarked;
