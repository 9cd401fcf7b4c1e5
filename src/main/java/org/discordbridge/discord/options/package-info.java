/**
 * Options of endpoints and of the component, header names, and the types that options take. May touch Camel and
 * {@code event}.
 *
 * <p>The Javadoc of an option is what users read in the catalog. {@code discord.LiteralOptions} takes option values in
 * YAML exactly as they are written; {@code catchup.CatchUpOptions} reads {@code catchUpFrom} and ages;
 * {@code session.command.OptionShortForm} reads the option {@code options} of a slash command.
 */
package org.discordbridge.discord.options;
