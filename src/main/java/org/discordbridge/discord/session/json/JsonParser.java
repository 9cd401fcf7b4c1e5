package org.discordbridge.discord.session.json;

import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** Reads JSON that came as text. */
public final class JsonParser {
    private JsonParser() {}

    /**
     * Reads an object or an array into maps and lists.
     *
     * @param name the name of the text, for messages to people
     * @throws IllegalArgumentException if it is neither; the message leaves the text out
     */
    public static Object parse(String name, String text) {
        String json = text.strip();
        try {
            if (json.startsWith("{")) {
                Map<String, Object> object = DataObject.fromJson(json).toMap();
                return object;
            }
            if (json.startsWith("[")) {
                List<Object> array = DataArray.fromJson(json).toList();
                return array;
            }
        } catch (ParsingException e) {
            throw new IllegalArgumentException(name + " is not JSON" + place(e), e);
        }
        throw new IllegalArgumentException(name + " is not JSON: it begins with neither { nor [");
    }

    /** Says where the text stops being JSON, without quoting it. */
    private static String place(ParsingException e) {
        String reason = e.getCause() == null ? null : e.getCause().getMessage();
        int line = reason == null ? -1 : reason.lastIndexOf("line: ");
        return line < 0 ? "" : ", see " + reason.substring(line).replaceAll("[\\]\\s]+$", "");
    }
}
