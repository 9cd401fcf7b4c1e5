package org.discordbridge.discord.options;

/** Says what becomes of an answer to an interaction after its 15 minutes. */
public enum LateAnswers {
    /** It is posted into the channel. */
    CHANNEL,
    /** Its exchange fails. */
    DEAD_LETTER
}
