package dev.sundog.batch;

/** The place in the input that the next errors are about. */
final class SourcePosition {
  private String source = "batch";
  private long record;
  private long offset = -1;

  void at(String source, long record, long offset) {
    this.source = source;
    this.record = record;
    this.offset = offset;
  }

  MalformedDumpException malformed(String reason) {
    return new MalformedDumpException(source, record, offset, reason);
  }

  LimitExceededException exceeded(String limit, String reason) {
    return new LimitExceededException(source, record, offset, limit, reason);
  }
}
