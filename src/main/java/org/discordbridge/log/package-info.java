/**
 * How lines of the log are written where they are for programs, and what they are about. May touch Logback, Camel and
 * {@code event}.
 */
package org.discordbridge.log;
