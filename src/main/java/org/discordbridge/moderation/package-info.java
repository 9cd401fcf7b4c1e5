/**
 * Shows what the rules of the streams say to moderators, and does what they decide: {@code Moderation} makes records of the
 * topic of answers, for {@code routes/moderate.camel.yaml}; {@code AlertCard} is what moderators see; {@code
 * ModerationSwitch} keeps the route off where it is not wanted. May touch Camel, Avro, Jackson and {@code avro}.
 *
 * <p>Alerts are made in {@code streams.watch}, which runs in a process of its own; who posts and deletes is {@code delivery}.
 */
package org.discordbridge.moderation;
