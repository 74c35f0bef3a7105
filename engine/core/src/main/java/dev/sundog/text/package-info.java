/**
 * Normal forms of texts: {@link dev.sundog.text.Normalizer} steps, named as the field's tools name
 * them; and things by the names that users give them.
 */
@NullMarked
package dev.sundog.text;

import org.jspecify.annotations.NullMarked;
