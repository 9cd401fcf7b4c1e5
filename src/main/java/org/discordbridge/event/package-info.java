/**
 * What happened on Discord, as immutable records, with Discord's ids ({@code Snowflakes}). Touches nothing but the
 * JDK, so that any runtime and any test can use it.
 *
 * <p>A schema field is filled from the record component or public method of the same name: {@code author_name} from
 * {@code authorName()}. A field added to {@code schemas/message.avsc} that an event already carries needs no compiler.
 * How events are read from Discord's JSON is in {@code discord.session.read}, how they become Avro in {@code
 * avro.EventModel}.
 */
package org.discordbridge.event;
