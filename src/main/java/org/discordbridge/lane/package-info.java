/**
 * Order where it matters and nowhere else: what has the same key runs in order, what has different keys runs side by
 * side. {@link org.discordbridge.lane.Lanes} needs only the JDK; around it, the small Camel component {@code lane:}. May
 * touch the JDK and Camel.
 */
package org.discordbridge.lane;
