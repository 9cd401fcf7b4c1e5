package org.discordbridge.streams.activity;

/**
 * Says what happened in a channel or guild within a minute or hour.
 *
 * @param exact whether the people are counted; else they are estimated
 * @param revision how often it was told
 * @param name of the channel; empty if it is not known, or none
 */
public record Figures(
        long messages,
        long people,
        boolean exact,
        long newPeople,
        long files,
        long bytes,
        long replies,
        long edits,
        long deletions,
        long reactions,
        long joins,
        int revision,
        String name) {}
