package org.discordbridge.sandbox;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A small picture of an evening at sea, painted when it is needed. */
final class Picture {
    static final int WIDTH = 240;
    static final int HEIGHT = 150;

    private static final int HORIZON = 95;

    private Picture() {}

    /** It as a PNG file. */
    static byte[] png() {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setPaint(new GradientPaint(0, 0, new Color(0x2b3a67), 0, HORIZON, new Color(0xff9e6d)));
        brush.fillRect(0, 0, WIDTH, HORIZON);
        brush.setPaint(new Color(0xffe3a3));
        brush.fillOval(WIDTH / 2 - 24, HORIZON - 30, 48, 48);
        brush.setPaint(new GradientPaint(0, HORIZON, new Color(0xc9655f), 0, HEIGHT, new Color(0x1b2440)));
        brush.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
        brush.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
