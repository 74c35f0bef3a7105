@NullMarked
package dev.sundog.cli.emergence;

import org.jspecify.annotations.NullMarked;
