/**
 * Knows the intents of messages: files in YAML with a name and examples, read again when they change, and the nearest
 * one to a text. It is the {@code Understanding} that routes of {@code discord:} ask. May touch Camel, {@code yaml},
 * {@code discord} (for that interface), and {@code settings}.
 *
 * <p>{@code Intents} is the bean. The vectors of texts come from a {@code TextModel}; the one there is, is in {@code
 * intents.model}, whose libraries are on no class path.
 */
package org.discordbridge.intents;
