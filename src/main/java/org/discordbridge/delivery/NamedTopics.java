package org.discordbridge.delivery;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Makes topics that routes name, like those of the bean {@code topics}. Without that bean, nothing is made. */
public final class NamedTopics {
    private static final String MAIN_BEAN = "topics";

    private NamedTopics() {}

    /**
     * Adds those topics that no bean looks after to what the start creates.
     *
     * @return the topics that were added
     */
    public static Set<String> add(CamelContext context, Set<String> named) {
        Topics main = context.getRegistry().lookupByNameAndType(MAIN_BEAN, Topics.class);
        Set<String> added = new LinkedHashSet<>(named);
        context.getRegistry().findByType(Topics.class).forEach(bean -> added.removeAll(bean.all()));
        if (main == null || added.isEmpty()) {
            return Set.of();
        }
        main.addNames(added);
        return added;
    }

    /**
     * Creates those topics that no bean looks after and that are missing. Asks once, and blocks for ten seconds at
     * most.
     *
     * @throws RuntimeException if Kafka does not answer, or refuses
     */
    public static void create(CamelContext context, Set<String> named) {
        Set<String> added = add(context, named);
        if (added.isEmpty()) {
            return;
        }
        Topics main = context.getRegistry().lookupByNameAndType(MAIN_BEAN, Topics.class);
        try {
            main.createOnce(context);
        } catch (RuntimeException e) {
            main.removeNames(added);
            throw e;
        }
    }
}
