// SPDX-License-Identifier: Apache-2.0
package dev.sundog.bench.rival;

import com.google.gwt.dev.util.editdistance.MyersBitParallelEditDistance;
import info.debatty.java.stringsimilarity.Levenshtein;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Java libraries with a Levenshtein distance. All take strings: {@link TokenStrings} packs ids as
 * characters before the time is measured.
 */
public enum Rival {
  /** Apache Commons Text: two rows of the matrix. */
  COMMONS_TEXT("commons-text") {
    @Override
    public int distance(String prediction, String reference) {
      return LevenshteinDistance.getDefaultInstance().apply(prediction, reference);
    }
  },
  /** java-string-similarity: two rows of the matrix. */
  JAVA_STRING_SIMILARITY("java-string-similarity") {
    @Override
    public int distance(String prediction, String reference) {
      return (int) new Levenshtein().distance(prediction, reference);
    }
  },
  /** Lucene's spell checker: two rows of the matrix, over code points; returns a similarity. */
  LUCENE_SUGGEST("lucene-suggest") {
    @Override
    public int distance(String prediction, String reference) {
      int longer = Math.max(prediction.length(), reference.length());
      var lucene = new org.apache.lucene.search.spell.LevenshteinDistance();
      return Math.round((1 - lucene.getDistance(prediction, reference)) * longer);
    }
  },
  /** GWT's compiler: Myers' bit vectors, the only bit-parallel rival. */
  GWT_MYERS("gwt-dev Myers") {
    @Override
    public int distance(String prediction, String reference) {
      return MyersBitParallelEditDistance.getInstance(prediction)
          .getDistance(reference, prediction.length() + reference.length());
    }
  };

  private final String libraryName;

  Rival(String libraryName) {
    this.libraryName = libraryName;
  }

  /** Display name. */
  public String libraryName() {
    return libraryName;
  }

  /** The distance between two strings without surrogates. */
  public abstract int distance(String prediction, String reference);
}
