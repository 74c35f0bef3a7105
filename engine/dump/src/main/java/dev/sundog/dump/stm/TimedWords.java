// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.stm;

import dev.sundog.batch.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of a ctm file by channel. */
final class TimedWords {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private record Word(TimedLine line, BigDecimal begin, BigDecimal midpoint, String text) {}

  private final Map<String, List<Word>> channels = new LinkedHashMap<>();
  private long outside;

  /** Adds the word of a line. */
  void add(TimedLine line) {
    String text = line.fields().get(4);
    if (text.startsWith("<ALT")) {
      throw line.malformed("alternatives are for references: this is a prediction");
    }
    BigDecimal begin = line.seconds(2);
    BigDecimal midpoint = begin.add(line.seconds(3).divide(TWO));
    channels
        .computeIfAbsent(line.channel(), channel -> new ArrayList<>())
        .add(new Word(line, begin, midpoint, text));
  }

  /**
   * Gives every word to its segment, in the order of their begins, as sclite does: a word that
   * begins after one of a later segment belongs to that segment too.
   *
   * @throws dev.sundog.batch.MalformedDumpException if a channel has words but no segment
   */
  void assign(List<Segment> segments, String references) {
    Map<String, List<Segment>> byChannel = new LinkedHashMap<>();
    for (Segment segment : segments) {
      byChannel.computeIfAbsent(segment.line().channel(), any -> new ArrayList<>()).add(segment);
    }
    channels.forEach((channel, words) -> {
      List<Segment> own = byChannel.get(channel);
      if (own == null) {
        throw words
            .getFirst()
            .line()
            .malformed("file and channel \"" + channel + "\" are not in " + references);
      }
      own.sort(Comparator.comparing(Segment::begin));
      words.sort(Comparator.comparing(Word::begin));
      int at = 0;
      for (Word word : words) {
        while (at + 1 < own.size() && word.midpoint().compareTo(own.get(at).end()) >= 0) {
          at++;
        }
        Segment segment = own.get(at);
        boolean inside =
            word.midpoint().compareTo(segment.begin()) >= 0
                && word.midpoint().compareTo(segment.end()) <= 0;
        outside += inside ? 0 : 1;
        segment.words().add(word.text());
      }
    });
  }

  /** A note about words outside of all segments, if there are any. */
  List<Message> notes() {
    return outside == 0
        ? List.of()
        : List.of(
            Message.literal(
                outside
                    + (outside == 1 ? " word lies" : " words lie")
                    + " outside of all segments: counted in the next segment of the channel, or in"
                    + " the last"));
  }
}
