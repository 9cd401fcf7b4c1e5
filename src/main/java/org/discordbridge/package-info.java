/**
 * Starts the bridge on camel-main, or the one of its tools that an option names. Flows are in {@code routes/},
 * settings in {@code application.properties}. May touch camel-main, {@code settings}, and the rooms behind its
 * options; holds no logic.
 *
 * <p>{@code --check} is in {@code check}, {@code --dead-letters} in {@code deadletter}.
 */
package org.discordbridge;
