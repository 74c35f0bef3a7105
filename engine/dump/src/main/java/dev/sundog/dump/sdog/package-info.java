// SPDX-License-Identifier: Apache-2.0
/**
 * The native dump, {@code .sdog}: batches in their memory layout, so that scoring starts with a
 * copy instead of a parser.
 *
 * <p>All numbers are little-endian; big-endian machines neither read nor write these files. A file
 * of version 2 is a header, blocks and a footer without gaps:
 *
 * <pre>
 * header   8 bytes 89 53 44 4F 47 0D 0A 1A; u32 version 2; u32 length of the header in bytes;
 *          u32 number of parts of the group key, and per part u32 length and UTF-8 of its name;
 *          u32 CRC32C of the header before it
 * block    {@link dev.sundog.dump.sdog.BlockHeader}, 116 bytes with a CRC32C of their own; the
 *          columns that it declares, in the order of {@link dev.sundog.dump.sdog.BlockLayout};
 *          u32 CRC32C of the columns; 8 bytes commit mark
 * footer   8 bytes mark; u64 items; u64 blocks; u64 offset of the footer; u32 CRC32C
 * </pre>
 *
 * <p>Other versions are rejected; convert the original dump again.
 *
 * <p>A block is one {@link dev.sundog.batch.SequenceBatch} with its own token dictionary and group
 * keys. Blocks are only appended. If a writer is killed, the file has no footer: reading it is an
 * error at the end of the last complete block, unless recovery is set, which reads the complete
 * blocks.
 *
 * <p>Files are written through memory mapped by Chronicle Bytes ({@link
 * dev.sundog.dump.sdog.MappedAppender}) and read with positioned reads into the memory of the batch
 * ({@link dev.sundog.dump.sdog.NativeDumpReader}). That is as fast as copying from a mapping, and a
 * file that shrinks is a short read instead of a fault of the JVM.
 */
@NullMarked
package dev.sundog.dump.sdog;

import org.jspecify.annotations.NullMarked;
