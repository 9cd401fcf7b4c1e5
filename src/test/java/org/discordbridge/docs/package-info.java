/**
 * Whether what is written for users still tells the truth. Touches files, and what they tell of: {@code settings}, {@code
 * event}, and the intents in {@code discord.session}.
 */
package org.discordbridge.docs;
