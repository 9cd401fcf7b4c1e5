/**
 * Options of endpoints and of the component, header names, and the types that options take. May touch Camel and {@code
 * event}.
 *
 * <p>The Javadoc of an option is what users read of it in the catalog. How option values in YAML are taken as they
 * stand is in {@code discord.LiteralOptions}; what {@code catchUpFrom} and ages mean is read in {@code
 * catchup.CatchUpOptions}; the option {@code options} of a slash command is read in {@code
 * session.command.OptionShortForm}.
 */
package org.discordbridge.discord.options;
