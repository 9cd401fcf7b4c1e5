/**
 * Tests that what is written for users tells the truth. They touch files, and what these tell of: {@code settings}, {@code
 * event}, and the intents in {@code discord.session}.
 */
package org.discordbridge.docs;
