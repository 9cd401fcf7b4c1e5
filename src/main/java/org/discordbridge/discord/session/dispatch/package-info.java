/**
 * Handles dispatches of the gateway, before JDA's own handlers see them: messages with a cache of those seen lately
 * ({@code MessageCache}), all other events, voice states, guilds and channels as they appear ({@code ChannelWatch}).
 * May touch JDA, {@code connect}, {@code finding}, {@code json}, {@code read}, {@code subscribe} and {@code session}.
 *
 * <p>Events go to {@code subscribe.Subscribers}, and from there to {@code discord.EventIntake}. Interactions go to
 * {@code interaction}.
 */
package org.discordbridge.discord.session.dispatch;
