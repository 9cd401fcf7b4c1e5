/**
 * Does the work of {@code --check}: asks everything that the bridge needs whether it would start, and changes nothing.
 * {@code HeadStart} does what a start begins with before its routes are made. May touch Camel, and the rooms whose own
 * checks and first steps it calls.
 *
 * <p>{@code BridgeCheck} lists what is asked. The words of a failure are in the room where it happens:
 * {@code archive.StoreState}, {@code delivery.Topics}, {@code avro.SchemaRegistry},
 * {@code discord.session.connect.BotAccount}. The words for faults of route files are in {@code RouteFault} and
 * {@code Reason}.
 */
package org.discordbridge.check;
