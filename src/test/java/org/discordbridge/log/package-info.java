/** What was logged, for tests that say what may and what may not be. */
package org.discordbridge.log;
