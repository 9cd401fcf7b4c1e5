package org.discordbridge.discord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into parts that Discord takes (2,000 characters; Discord docs, Message > Create Message).
 *
 * <p>Cuts at the end of a line if it can, else between words, else between characters as people see them: never inside
 * a surrogate pair or a combined emoji. A code block stays whole if it fits into one part; one that does not is closed
 * at the end of a part and opened again, in its language, at the beginning of the next. Blanks at a cut are dropped, as
 * Discord itself does at the ends of a message.
 */
final class MessageSplitter {
    /** Counted in UTF-16 units: a text never has fewer of them than of the characters that Discord counts. */
    static final int LIMIT = 2000;

    private static final String FENCE = "```";
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final int LONGEST_LANGUAGE = 32;

    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder(LIMIT);

    private MessageSplitter() {}

    /** Returns the parts in order; none if the text is blank. */
    static List<String> split(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.length() <= LIMIT) {
            return List.of(text);
        }
        MessageSplitter splitter = new MessageSplitter();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf(FENCE, from);
            int close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length());
            if (close < 0) {
                // an unclosed fence is no code block
                splitter.addText(text.substring(from));
                break;
            }
            splitter.addText(text.substring(from, open));
            splitter.addBlock(text.substring(open, close + FENCE.length()));
            from = close + FENCE.length();
        }
        splitter.endPart();
        return splitter.parts;
    }

    private void addText(String text) {
        String rest = text;
        while (part.length() + rest.length() > LIMIT) {
            int room = LIMIT - part.length();
            int cut = cutWithin(rest, room, part.length() > 0);
            part.append(rest, 0, cut);
            endPart();
            rest = rest.substring(cut).stripLeading();
        }
        part.append(rest);
    }

    private void addBlock(String block) {
        if (part.length() + block.length() > LIMIT) {
            endPart();
        }
        if (block.length() <= LIMIT) {
            part.append(block);
            return;
        }
        String opening = FENCE + language(block) + "\n";
        String closing = "\n" + FENCE;
        String rest = block.substring(FENCE.length() + language(block).length(), block.length() - FENCE.length());
        if (rest.startsWith("\n")) {
            rest = rest.substring(1);
        }
        int room = LIMIT - opening.length() - closing.length();
        while (rest.length() > room) {
            int cut = cutWithin(rest, room, false);
            part.append(opening).append(rest, 0, cut).append(closing);
            endPart();
            rest = rest.startsWith("\n", cut) ? rest.substring(cut + 1) : rest.substring(cut);
        }
        part.append(opening)
                .append(rest.endsWith("\n") ? rest.substring(0, rest.length() - 1) : rest)
                .append(closing);
    }

    /** Returns the language on the line of the opening fence; empty if the words there cannot be one. */
    private static String language(String block) {
        int end = block.indexOf('\n');
        String name = end < 0 ? "" : block.substring(FENCE.length(), end);
        return name.length() <= LONGEST_LANGUAGE && name.matches("[-+.#\\w]*") ? name : "";
    }

    private void endPart() {
        String done = part.toString().strip();
        if (!done.isEmpty()) {
            parts.add(done);
        }
        part.setLength(0);
    }

    /**
     * Finds the place to cut a text that is longer than {@code room}.
     *
     * @param mayBeNothing whether 0 is allowed, because a new part has more room
     */
    private static int cutWithin(String text, int room, boolean mayBeNothing) {
        int half = room / 2;
        int line = text.lastIndexOf('\n', room);
        if (line > half) {
            return line;
        }
        int blank = text.lastIndexOf(' ', room);
        if (blank > half) {
            return blank;
        }
        if (line > 0) {
            return line;
        }
        if (mayBeNothing) {
            return 0;
        }
        return blank > 0 ? blank : characterBoundary(text, room);
    }

    private static int characterBoundary(String text, int room) {
        // not a BreakIterator: before Java 20 it cuts flags and skin tones
        Matcher character = CHARACTER.matcher(text);
        int cut = 0;
        while (character.find() && character.end() <= room) {
            cut = character.end();
        }
        if (cut > 0) {
            return cut;
        }
        return Character.isLowSurrogate(text.charAt(room)) ? room - 1 : room;
    }
}
