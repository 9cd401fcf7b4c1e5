package org.discordbridge.servers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a server that no other test uses: one that may be stopped, or that must be empty.
 *
 * <p>It lives as long as the test, or as the class where {@code @BeforeAll} or the constructor of a class with
 * {@code PER_CLASS} instances asks.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Separate {}
