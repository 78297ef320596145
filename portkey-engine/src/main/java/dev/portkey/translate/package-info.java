/**
 * The tools translations are written with: rows that map request members ({@link dev.portkey.translate.RequestMapping}),
 * and the state machine of one event stream ({@link dev.portkey.translate.StreamTranslator}). No vendor is named here.
 */
@NullMarked
package dev.portkey.translate;

import org.jspecify.annotations.NullMarked;
