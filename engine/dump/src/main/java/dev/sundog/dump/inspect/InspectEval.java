// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.inspect;

import dev.sundog.dump.input.ByteSource;
import dev.sundog.dump.record.FileKeys;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a log's {@code eval} says about itself.
 *
 * @param model the model that answered; null if it is not known
 * @param task the task, the same
 */
record InspectEval(@Nullable String model, @Nullable String task) {
  /** A log that does not say. */
  static final InspectEval UNKNOWN = new InspectEval(null, null);

  /** The header of an archive. */
  static InspectEval of(ByteSource header) {
    return of(
        new InputStream() {
          @Override
          public int read() {
            byte[] one = new byte[1];
            return header.read(one, 0, 1) == 0 ? -1 : one[0] & 0xFF;
          }

          @Override
          public int read(byte[] target, int from, int length) {
            int count = length == 0 ? 0 : header.read(target, from, length);
            return count == 0 && length > 0 ? -1 : count;
          }
        });
  }

  /** The first bytes of a log. */
  static InspectEval of(byte[] log) {
    return of(new ByteArrayInputStream(log));
  }

  /** Reads up to the end of {@code eval}, or as far as the bytes go. */
  private static InspectEval of(InputStream log) {
    String model = null;
    String task = null;
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), log)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean eval = Objects.equals(json.currentName(), "eval");
        json.nextToken();
        while (eval && json.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          json.nextToken();
          model = Objects.equals(name, "model") ? json.getValueAsString() : model;
          task = Objects.equals(name, "task") ? json.getValueAsString() : task;
          json.skipChildren();
        }
        if (eval) {
          break;
        }
        json.skipChildren();
      }
    } catch (JacksonException e) {
      return new InspectEval(model, task); // The samples are read without it.
    }
    return new InspectEval(model, task);
  }

  /** The keys that all samples of the log share. */
  FileKeys keys() {
    return new FileKeys(model, task);
  }
}
