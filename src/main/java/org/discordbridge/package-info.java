/**
 * Starts the bridge on camel-main. Flows are in {@code routes/}, settings in {@code application.properties}. May touch
 * camel-main, {@code settings}, and the rooms behind its options; holds no logic.
 */
package org.discordbridge;
