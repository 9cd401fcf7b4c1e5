package org.discordbridge.discord.options;

/** Says where events of the gateway are taken from. */
public enum GatewayEvents {
    /** Each dispatch is read before JDA reads it, in place of JDA's own handlers, which are internal to it. */
    DISPATCHES,
    /** JDA builds its connections and reads each dispatch first, and then tells of it by its public events. */
    JDA
}
