/**
 * What a session with Discord is given, and what it tells: settings, state, shards and errors. Touches the JDK only.
 *
 * <p>The session itself is {@code DiscordSession} in {@code life}. All rooms below this one know JDA and no Camel and
 * no Kafka. Messages and interactions are taken from the gateway's JSON before JDA makes entities of them: nothing
 * depends on what JDA has cached, nothing is lost when it does not understand a payload, and the work of building
 * entities that nobody reads is saved.
 *
 * <p>Rooms: {@code life} (log in, connect, close), {@code connect} (up to a connection, and again after one is lost),
 * {@code dispatch} (what the gateway sends), {@code read} and {@code json} (JSON to events), {@code subscribe} (who
 * wants what, and the intents for it), {@code interaction} (acknowledging), {@code command} (definitions), {@code
 * rest} (HTTP, rate limits, the ban guard), {@code call} (each request by its subject), {@code finding} (what is wrong
 * with the bot).
 */
package org.discordbridge.discord.session;
