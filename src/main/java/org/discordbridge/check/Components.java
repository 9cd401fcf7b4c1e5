package org.discordbridge.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;

/** Lists the components of Camel that are on the class path. */
final class Components {
    private static final String LIST = "META-INF/services/org/apache/camel/component.properties";

    private Components() {}

    /** Returns the names of the components, in alphabetical order. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(List.of("discord", "lane"));
        try {
            for (URL list : Collections.list(Components.class.getClassLoader().getResources(LIST))) {
                Properties said = new Properties();
                try (InputStream text = list.openStream()) {
                    said.load(text);
                }
                names.addAll(Arrays.asList(said.getProperty("components", "").split("\\s+")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.remove("");
        return names;
    }

    /** Returns the version of Camel. */
    static String version() {
        return new DefaultCamelContext(false).getVersion();
    }
}
