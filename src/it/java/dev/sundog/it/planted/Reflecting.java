package dev.sundog.it.planted;

import java.lang.reflect.Method;

/** Uses reflection. */
record Reflecting(Method method) {}
