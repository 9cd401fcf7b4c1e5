package org.discordbridge.discord.catchup;

import java.util.function.Supplier;
import org.discordbridge.event.MessageCreated;

/**
 * A message that came over the gateway.
 *
 * @param raw its JSON; null if the route does not ask for it
 */
record LiveMessage(MessageCreated message, Supplier<String> raw) {}
