/**
 * Defines application commands: the short form of options in a route ({@code OptionShortForm}, such as
 * {@code text!:What?}), Discord's own form ({@code OptionCheck}), several commands in one tree, and their registration.
 * May touch JDA, {@code json}, {@code rest} and {@code session}.
 *
 * <p>{@code discord.CommandRegistry} decides when and for which guilds commands are registered.
 */
package org.discordbridge.discord.session.command;
