package org.discordbridge.avro;

/**
 * Sets the longest text, bytes and list that Avro reads. Without a limit, a hostile length in a record would make it
 * allocate two gigabytes. A system property of Avro's own that is set already counts instead.
 */
public final class AvroLimits {
    private static final String LONGEST = String.valueOf(16 * 1024 * 1024);

    private AvroLimits() {}

    /** Sets them. Has to be called before Avro reads anything in this process, since it looks once. */
    public static void set() {
        setIfAbsent("org.apache.avro.limits.string.maxLength");
        setIfAbsent("org.apache.avro.limits.bytes.maxLength");
        setIfAbsent("org.apache.avro.limits.collectionItems.maxLength");
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, LONGEST);
        }
    }
}
