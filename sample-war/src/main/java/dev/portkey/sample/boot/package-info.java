/** What {@code java -jar} finds at the root of the archive: makes the classes within it loadable and hands over. */
@NullMarked
package dev.portkey.sample.boot;

import org.jspecify.annotations.NullMarked;
