package org.discordbridge.intents;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discordbridge.discord.Understanding;
import org.discordbridge.yaml.YamlFolder;
import org.discordbridge.yaml.YamlNode;
import org.slf4j.Logger;

/** Reads intents from YAML. Every mistake is told with the line that it is on, and with what is possible there. */
final class IntentFile {
    private static final int MOST_EXAMPLES = 1_000;

    private IntentFile() {}

    /** Returns a folder of such files, of which nothing is read yet. */
    static YamlFolder<Intent> folder(Path folder, Logger log) {
        return new YamlFolder<>(
                folder, new YamlFolder.Kind<>("an intent", "intents", "INTENTS", IntentFile::read, Intent::name), log);
    }

    /**
     * Reads the intents of a file.
     *
     * @param file its name
     * @throws org.discordbridge.yaml.YamlFileException if something in it is not understood
     */
    static List<Intent> read(String file, String text) {
        Set<String> names = new HashSet<>();
        return YamlNode.read(file, text, "intents", "name: opening-hours", node -> intent(node, names));
    }

    private static Intent intent(YamlNode node, Set<String> names) {
        String name = node.name("opening-hours");
        if (name.equals(Understanding.UNKNOWN)) {
            throw node.fault("name", "name is 'unknown', which is said of texts that no intent is near to");
        }
        if (!names.add(name)) {
            throw node.fault("name", "two intents are named " + name);
        }
        List<String> examples = node.texts("examples", IntentFile::example);
        if (examples.isEmpty() || examples.size() > MOST_EXAMPLES) {
            throw node.fault(
                    "examples",
                    name + " has " + examples.size() + " examples: there must be from 1 to " + MOST_EXAMPLES);
        }
        double threshold = node.has("threshold") ? threshold(node) : Intent.USUAL_THRESHOLD;
        node.done();
        return new Intent(name, threshold, examples);
    }

    private static String example(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an example is a text that people may write, and this one is empty");
        }
        return text;
    }

    private static double threshold(YamlNode node) {
        String expected = "a number from 0 to 1, such as 0.45";
        String text = node.required("threshold", expected);
        if (!text.matches("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?")) {
            throw node.fault("threshold", "threshold is '" + text + "': it must be " + expected);
        }
        return Double.parseDouble(text);
    }
}
