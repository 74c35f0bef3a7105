package dev.sundog.batch;

/**
 * Where in the input something stands.
 *
 * @param source file or other name of the input
 * @param record record number from 1
 * @param offset offset of the record in bytes, or −1
 */
record Place(String source, long record, long offset) {
  MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, offset, reason);
  }

  LimitExceededException exceeded(String limit, String reason) {
    return new LimitExceededException(source, record, offset, limit, reason);
  }
}
