// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

/** Has nine components. */
record WideRecord(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}
