/**
 * The gateway as one file: a web application, and a program when started with {@code java -jar}. Both begin with {@link
 * dev.portkey.sample.SampleApplication}; the program's entry is {@link dev.portkey.sample.boot.Launcher}.
 */
@NullMarked
package dev.portkey.sample;

import org.jspecify.annotations.NullMarked;
