package org.discordbridge.streams.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Draws the last day as a page without scripts, which asks for itself again every ten seconds. */
final class ActivityPage {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 180;
    private static final int BAR = 22;
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="10">
            <title>Activity</title><style>
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
            svg{width:100%;height:auto} text{font-size:11px;fill:#555} .a{fill:#4e79a7} .b{fill:#f28e2b} .c{fill:#a0cbe8}
            .w{color:#a00} small{color:#666}
            @media(prefers-color-scheme:dark){body{color:#ddd;background:#1e1f22} text{fill:#aaa} small{color:#999}}
            </style></head><body><h1>Activity of the last day</h1>
            """;

    private ActivityPage() {}

    static String of(JsonNode view) {
        StringBuilder page = new StringBuilder(HEAD);
        if (!view.path("complete").asBoolean()) {
            page.append("<p class=\"w\">Not all instances answered: some guilds are missing.</p>");
        }
        JsonNode hours = view.path("hours");
        page.append("<h2>Messages by hour</h2>");
        bars(page, hours, "messages", "", "a", "");
        page.append("<h2>People by hour, new and known</h2>"
                + "<p><small>Orange is who wrote their first message in that hour. In the first seven days of a guild"
                + " nobody counts as new.</small></p>");
        bars(page, hours, "people", "new_people", "c", "b");
        page.append("<h2>Busiest channels</h2>");
        busiest(page, view.path("busiest_channels"));
        return page.append("<p><small>As JSON: the same address with <code>Accept: application/json</code> or"
                        + " <code>?format=json</code>; one guild alone: <code>?guild=ID</code>. Times are UTC.</small></p>"
                        + "</body></html>\n")
                .toString();
    }

    private static void bars(
            StringBuilder page, JsonNode hours, String whole, String part, String wholeStyle, String partStyle) {
        long most = 1;
        for (JsonNode hour : hours) {
            most = Math.max(most, hour.path(whole).asLong());
        }
        int step = WIDTH / Math.max(1, hours.size());
        page.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT + 40)
                .append("\" role=\"img\">");
        int at = 0;
        for (JsonNode hour : hours) {
            long count = hour.path(whole).asLong();
            bar(page, at, count, most, step, wholeStyle);
            if (!part.isEmpty()) {
                bar(page, at, hour.path(part).asLong(), most, step, partStyle);
            }
            String time = hour.path("start").asText().substring(11, 13);
            label(page, at + step / 2, HEIGHT + 35, time);
            if (count > 0) {
                label(page, at + step / 2, HEIGHT + 15 - (int) (count * HEIGHT / most), String.valueOf(count));
            }
            at += step;
        }
        page.append("</svg>");
    }

    private static void bar(StringBuilder page, int at, long count, long most, int step, String style) {
        int height = (int) (count * HEIGHT / most);
        page.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                style,
                at + 2,
                HEIGHT + 20 - height,
                step - 4,
                height));
    }

    private static void label(StringBuilder page, int x, int y, String text) {
        page.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, y, escaped(text)));
    }

    private static void busiest(StringBuilder page, JsonNode channels) {
        if (channels.isEmpty()) {
            page.append("<p>Nothing was written yet.</p>");
            return;
        }
        long most = Math.max(1, channels.path(0).path("messages").asLong());
        page.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(channels.size() * BAR)
                .append("\" role=\"img\">");
        int y = 0;
        for (JsonNode channel : channels) {
            long count = channel.path("messages").asLong();
            String name = channel.path("channel_name").asText();
            page.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><rect class=\"a\" x=\"260\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                            + "<text x=\"%d\" y=\"%d\">%d</text>",
                    y + 15,
                    escaped(name.isEmpty() ? channel.path("channel_id").asText() : "#" + name),
                    y + 3,
                    count * 620 / most,
                    BAR - 6,
                    268 + count * 620 / most,
                    y + 15,
                    count));
            y += BAR;
        }
        page.append("</svg>");
    }

    /** Makes text harmless that people have chosen. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
