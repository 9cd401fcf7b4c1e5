/**
 * Has the events of Discord as immutable records, and Discord's ids ({@code Snowflakes}). Touches nothing but the JDK,
 * so that any runtime and any test can use it.
 *
 * <p>A schema field is filled from the record component or public method of the same name: {@code author_name} from
 * {@code authorName()}. If an event already carries it, a field can be added to {@code schemas/message.avsc} without a
 * compiler. How events are read from Discord's JSON is in {@code discord.session.read}, how they become Avro in
 * {@code avro.EventModel}.
 */
package org.discordbridge.event;
