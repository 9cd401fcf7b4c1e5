/**
 * Has the types that go into a session with Discord and come out of it: settings, state, shards and errors. Touches the
 * JDK only.
 *
 * <p>The session itself is {@code DiscordSession} in {@code life}. All rooms below this one know JDA and no Camel and
 * no Kafka. They read messages and interactions from the gateway's JSON before JDA makes entities of it. So nothing
 * depends on JDA's cache, nothing is lost when JDA does not understand a payload, and no time is spent on entities that
 * nobody reads.
 *
 * <p>Rooms: {@code life} (log in, connect, close), {@code connect} (gateway connections, first and new ones),
 * {@code dispatch} (events of the gateway), {@code read} and {@code json} (JSON to events), {@code subscribe}
 * (subscribers, and the intents that they need), {@code interaction} (acknowledging), {@code command} (definitions),
 * {@code rest} (HTTP, rate limits, the ban guard), {@code call} (requests by subject), {@code finding} (faults of the
 * bot).
 */
package org.discordbridge.discord.session;
