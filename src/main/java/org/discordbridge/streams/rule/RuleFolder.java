package org.discordbridge.streams.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.discordbridge.yaml.YamlFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rules of a folder as they are now, as {@link YamlFolder} does. Any thread may ask for them, one may look. */
public final class RuleFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFolder.class);

    private final YamlFolder<Rule> files;

    /** Reads nothing yet. */
    public RuleFolder(Path folder) {
        files = new YamlFolder<>(
                folder, new YamlFolder.Kind<>("a rule", "rules", "RULES", RuleFile::read, Rule::name), LOG);
    }

    /** Returns the rules in force. */
    public List<Rule> rules() {
        return files.all();
    }

    /** Returns a sentence for each file that is not in force as it is now. */
    public List<String> problems() {
        return files.problems();
    }

    /**
     * Reads what has changed since the last time.
     *
     * @return whether other rules are in force now
     */
    public boolean look() {
        boolean other = files.look();
        if (other) {
            LOG.info(
                    "Rules in force: {}",
                    rules().isEmpty()
                            ? "none"
                            : rules().stream().map(Rule::name).collect(Collectors.joining(", ")));
        }
        return other;
    }
}
