package dev.sundog.batch;

/** Input that is not what it claims to be, with the place where that was seen. */
public final class MalformedDumpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final long record;
  private final long offset;
  private final String reason;

  /**
   * An error at a place.
   *
   * @param source file or other name of the input
   * @param record record number from 1, or 0 where no record is concerned
   * @param offset offset in bytes from the beginning of the (inflated) input, or −1 if unknown
   * @param reason what is wrong and what to do, without the place
   */
  public MalformedDumpException(String source, long record, long offset, String reason) {
    super(locate(source, record, offset) + ": " + reason);
    this.source = source;
    this.record = record;
    this.offset = offset;
    this.reason = reason;
  }

  /** The error of an input that holds no records. */
  public static MalformedDumpException noRecords(String source) {
    return new MalformedDumpException(source, 0, 0, "it holds no records");
  }

  static String locate(String source, long record, long offset) {
    return source
        + (record > 0 ? ", record " + record : "")
        + (offset >= 0 ? ", byte " + offset : "");
  }

  /** File or other name of the input. */
  public String source() {
    return source;
  }

  /** Record number from 1, or 0 where no record is concerned. */
  public long record() {
    return record;
  }

  /** Offset in bytes from the beginning of the inflated input, or −1 if unknown. */
  public long offset() {
    return offset;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }
}
