// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.parquet;

import dev.hardwood.InputFile;
import dev.sundog.dump.input.DumpFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file that is read by position, not mapped: one that shrinks is an error, not a crash. */
final class ParquetInput implements InputFile {
  private final DumpFile file;

  ParquetInput(DumpFile file) {
    this.file = file;
  }

  @Override
  public void open() {}

  /** Checks the range before memory is allocated. */
  @Override
  public ByteBuffer readRange(long offset, int length) {
    if (offset < 0 || length < 0 || offset > file.size() - length) {
      throw file.malformed(
          Math.max(-1, offset), length + " bytes, but the file has " + file.size() + " bytes");
    }
    ByteBuffer target = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    file.read(offset, target);
    return target.flip();
  }

  @Override
  public long length() {
    return file.size();
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public void close() {
    file.close();
  }
}
