/** Starts the bridge on camel-main. Flows are in {@code routes/}, settings in {@code application.properties}. */
package org.discordbridge;
