package org.discordbridge.discord;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Lets a context read the options of {@code discord:} endpoints in YAML exactly as they are written, if it reads YAML
 * at all.
 */
public final class DiscordYaml implements ContextServicePlugin {
    private static final String YAML = "org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader";

    @Override
    public void load(CamelContext context) {
        if (context.getClassResolver().resolveClass(YAML) != null) {
            context.getRegistry().bind("discordYaml", new LiteralOptions());
        }
    }
}
