/** What JUnit does for all tests of a run. Touches JUnit's launcher and Awaitility only. */
package org.discordbridge.junit;
