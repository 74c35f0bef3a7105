// SPDX-License-Identifier: Apache-2.0
package dev.sundog.induce;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Grey images of 28 × 28 pixels with labels.
 *
 * @param count number of images
 * @param pixels values 0 to 1, image by image, row by row
 * @param labels classes 0 to 9
 */
@SuppressWarnings("ArrayRecordComponent")
public record Images(int count, float[] pixels, int[] labels) {
  /** Pixels per image. */
  public static final int SIZE = 784;

  /** Number of classes. */
  public static final int CLASSES = 10;

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int SIDE = 28;

  /**
   * Reads images and labels of IDX files, the format of MNIST, plain or gzip.
   *
   * @param first number of the first image to read, from 0
   * @param most largest number of images to read
   * @throws IOException if a file is not IDX of 28 × 28 bytes, ends too early, or has no such image
   */
  public static Images read(Path images, Path labels, int first, int most) throws IOException {
    try (DataInputStream pixels = open(images);
        DataInputStream classes = open(labels)) {
      int count = Math.min(most, header(images, pixels, IMAGES_MAGIC) - first);
      int rows = pixels.readInt();
      int columns = pixels.readInt();
      if (rows != SIDE || columns != SIDE) {
        throw new IOException(images + ": expected images of 28 x 28 pixels");
      }
      if (count < 1) {
        throw new IOException(images + ": no image number " + first);
      }
      if (header(labels, classes, LABELS_MAGIC) < first + count) {
        throw new IOException(labels + ": fewer labels than images");
      }
      pixels.skipNBytes((long) first * SIZE);
      classes.skipNBytes(first);
      float[] values = new float[count * SIZE];
      int[] known = new int[count];
      byte[] image = new byte[SIZE];
      for (int i = 0; i < count; i++) {
        pixels.readFully(image);
        for (int pixel = 0; pixel < SIZE; pixel++) {
          values[i * SIZE + pixel] = (image[pixel] & 0xFF) / 255f;
        }
        known[i] = classes.readUnsignedByte();
        if (known[i] >= CLASSES) {
          throw new IOException(
              labels
                  + ", record "
                  + (first + i + 1)
                  + ": label "
                  + known[i]
                  + " is not from 0 to 9");
        }
      }
      return new Images(count, values, known);
    }
  }

  private static int header(Path file, DataInputStream in, int magic) throws IOException {
    int count = in.readInt() == magic ? in.readInt() : -1;
    if (count < 0 || count > 1 << 20) {
      throw new IOException(file + ": not an IDX file of the expected type, or too many records");
    }
    return count;
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return new DataInputStream(
        file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw);
  }

  /**
   * Generates noisy glyphs: a class is a drawing of four strokes; each image shifts it by up to two
   * pixels, fades it and adds noise.
   *
   * @param classSeed seed of the classes' strokes
   * @param seed seed of the images
   */
  public static Images glyphs(int count, long classSeed, long seed) {
    boolean[][] strokes = new boolean[CLASSES][SIZE];
    SplittableRandom shapes = new SplittableRandom(classSeed);
    for (boolean[] glyph : strokes) {
      for (int stroke = 0; stroke < 4; stroke++) {
        draw(glyph, shapes);
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count * SIZE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(CLASSES);
      int down = random.nextInt(-2, 3);
      int right = random.nextInt(-2, 3);
      double ink = random.nextDouble(0.5, 1);
      for (int pixel = 0; pixel < SIZE; pixel++) {
        int row = Math.floorMod(pixel / SIDE - down, SIDE);
        int column = Math.floorMod(pixel % SIDE - right, SIDE);
        double value =
            (strokes[labels[i]][row * SIDE + column] ? ink : 0) + 0.25 * random.nextGaussian();
        pixels[i * SIZE + pixel] = (float) Math.clamp(value, 0, 1);
      }
    }
    return new Images(count, pixels, labels);
  }

  private static void draw(boolean[] glyph, SplittableRandom random) {
    int row = random.nextInt(6, 22);
    int column = random.nextInt(6, 22);
    int down = random.nextInt(-1, 2);
    int right = down == 0 ? 1 : random.nextInt(-1, 2);
    for (int step = 0; step < 10; step++) {
      int y = Math.clamp(row + (long) down * step, 3, SIDE - 5);
      int x = Math.clamp(column + (long) right * step, 3, SIDE - 5);
      glyph[y * SIDE + x] = true;
      glyph[(y + 1) * SIDE + x] = true;
      glyph[y * SIDE + x + 1] = true;
    }
  }
}
