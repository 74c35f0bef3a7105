// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.record;

import dev.sundog.batch.BatchAppender;
import dev.sundog.batch.Message;
import dev.sundog.dump.json.JsonCursor;
import dev.sundog.dump.json.MemberNames;
import dev.sundog.dump.json.PathTree;
import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import dev.sundog.dump.spec.RecordPath;
import java.util.List;

/** Group keys of records whose other fields a tool's reader reads, in a walk over the record. */
public final class GroupWalk implements PathTree.Visitor {
  private final List<String> paths;
  private final PathTree tree = new PathTree();
  private final GroupReader groups;
  private final boolean[] shared;
  private final boolean[] seen;

  /**
   * Keys of a spec.
   *
   * @throws IllegalArgumentException if a path is none
   */
  public GroupWalk(DumpSpec spec) {
    paths = spec.by();
    shared = new boolean[paths.size()];
    for (int part = 0; part < shared.length; part++) {
      shared[part] = spec.fileKey(paths.get(part)) != null;
      if (!shared[part]) {
        tree.add(RecordPath.parse(paths.get(part)), part);
      }
    }
    groups = new GroupReader(spec);
    seen = new boolean[shared.length];
  }

  /** Gives the item that the appender is at the group of the record that begins at a position. */
  public void group(JsonCursor record, int begin, BatchAppender appender) {
    if (paths.isEmpty()) {
      return;
    }
    int end = record.position();
    record.position(begin);
    System.arraycopy(shared, 0, seen, 0, seen.length);
    tree.walk(record, this);
    for (int part = 0; part < seen.length; part++) {
      if (!seen[part]) {
        record.position(begin);
        throw record.malformedAt(
            begin,
            Message.of(
                "no field \"{}\". {}Set {} to its path",
                paths.get(part),
                MemberNames.hint(paths.get(part), record),
                Field.BY));
      }
    }
    groups.group(appender);
    record.position(end);
  }

  @Override
  public void value(int path, JsonCursor record) {
    seen[path] = true;
    record.scalar();
    groups.part(path, record.textBytes(), record.textFrom(), record.textLength());
  }
}
