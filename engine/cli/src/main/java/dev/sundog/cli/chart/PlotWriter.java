// SPDX-License-Identifier: Apache-2.0
package dev.sundog.cli.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes pictures. Loaded when one is drawn: a Java runtime may lack the module java.desktop. */
final class PlotWriter {
  private static final int DENSITY = 2;

  private PlotWriter() {}

  /** Writes pixels, two to a point. */
  static void png(Plot plot, OutputStream out) throws IOException {
    BufferedImage image =
        new BufferedImage(
            DENSITY * plot.width(), DENSITY * plot.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(DENSITY, DENSITY);
      plot.paint(graphics);
    } finally {
      graphics.dispose();
    }
    ImageIO.write(image, "png", out);
  }

  /** Writes outlines. */
  static void svg(Plot plot, OutputStream out) throws IOException {
    try {
      Document document = DocumentBuilderFactory.newNSInstance().newDocumentBuilder().newDocument();
      SVGGraphics2D graphics = new SVGGraphics2D(document);
      graphics.setSVGCanvasSize(new Dimension(plot.width(), plot.height()));
      plot.paint(graphics);
      Element root = graphics.getRoot();
      root.setAttribute("viewBox", "0 0 " + plot.width() + " " + plot.height());
      root.setAttribute("role", "img");
      Element title = document.createElementNS(root.getNamespaceURI(), "title");
      title.setTextContent(plot.words());
      root.insertBefore(title, root.getFirstChild());
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(root), new StreamResult(out));
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IOException(e);
    }
  }
}
