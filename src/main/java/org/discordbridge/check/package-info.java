/**
 * What {@code --check} does: asks everything that the bridge needs whether it would start, and changes nothing. And
 * what a start begins with before its routes are made ({@code HeadStart}). May touch Camel, and the rooms whose own
 * checks and beginnings it calls.
 *
 * <p>{@code BridgeCheck} lists what is asked; what a failure says is worded where it happens: {@code
 * archive.StoreState}, {@code delivery.Topics}, {@code avro.SchemaRegistry}, {@code
 * discord.session.connect.BotAccount}. What is wrong in a route file is worded in {@code RouteFault} and {@code
 * Reason}.
 */
package org.discordbridge.check;
