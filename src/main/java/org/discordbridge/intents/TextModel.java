package org.discordbridge.intents;

/** Makes vectors of texts: texts that mean about the same have a small angle between them. Safe for any number of threads. */
public interface TextModel {
    /** Returns the vector of a text, of length one. Takes milliseconds; a long text counts by its first words. */
    float[] vector(String text);
}
