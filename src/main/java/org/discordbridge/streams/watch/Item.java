package org.discordbridge.streams.watch;

import org.discordbridge.streams.text.TextForm;

/**
 * Keeps what a rule counts of one observation.
 *
 * @param amount how much it counts in a flood
 * @param text of newcomers, whose texts are compared with each other; {@link TextForm#NONE} for all others
 */
record Item(long time, long id, long channel, long user, int amount, TextForm text) {}
