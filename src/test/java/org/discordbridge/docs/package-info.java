/** Whether what is written for users still tells the truth. Touches files and {@code settings} only. */
package org.discordbridge.docs;
