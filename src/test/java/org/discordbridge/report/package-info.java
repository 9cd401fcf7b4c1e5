/** What a test run says of itself at its end. Touches JUnit's launcher only. */
package org.discordbridge.report;
