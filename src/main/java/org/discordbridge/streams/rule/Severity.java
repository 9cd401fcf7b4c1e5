package org.discordbridge.streams.rule;

/** Says how serious it is when a rule speaks. Rules of high severity may act at once, with {@code MODERATION_ACT}. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH
}
