/**
 * Definitions of application commands: the short form of options in a route ({@code OptionShortForm}, such as {@code
 * text!:What?}), Discord's own form ({@code OptionCheck}), several commands in one tree, and registering them. May
 * touch JDA, {@code json}, {@code rest} and {@code session}.
 *
 * <p>When and for which guilds commands are registered is decided in {@code discord.CommandRegistry}.
 */
package org.discordbridge.discord.session.command;
