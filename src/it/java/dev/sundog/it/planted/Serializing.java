// SPDX-License-Identifier: Apache-2.0
package dev.sundog.it.planted;

import java.io.ObjectInputStream;

/** Uses Java serialization. */
record Serializing(ObjectInputStream in) {}
