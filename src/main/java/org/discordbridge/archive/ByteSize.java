package org.discordbridge.archive;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes sizes as people do: {@code 512}, {@code 64KB}, {@code 10MB}, {@code 1GB}, of 1,024 each. */
final class ByteSize {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(KB|MB|GB)?");
    private static final String[] UNITS = {"KB", "MB", "GB"};

    private ByteSize() {}

    /** Returns the number of bytes. */
    static long parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size, such as 512, 64KB, 10MB or 1GB");
        }
        long bytes = Long.parseLong(matcher.group(1));
        return matcher.group(2) == null
                ? bytes
                : bytes
                        << (switch (matcher.group(2)) {
                            case "KB" -> 10;
                            case "MB" -> 20;
                            default -> 30;
                        });
    }

    /** Returns a size for people: {@code 10 MB}, {@code 1.5 MB}, {@code 17 bytes}. */
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        int unit = 0;
        double size = bytes / 1024.0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String digits = String.format(Locale.ROOT, "%.1f", size);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " " + UNITS[unit];
    }
}
