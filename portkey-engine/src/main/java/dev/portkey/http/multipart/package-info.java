/**
 * Multipart forms on their way through: {@link dev.portkey.http.multipart.FormTransform} changes fields and lets files pass
 * without holding them. Framing as in RFC 2046, section 5.1, fields as in RFC 7578.
 */
@NullMarked
package dev.portkey.http.multipart;

import org.jspecify.annotations.NullMarked;
