package org.discordbridge.bridge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes a test out of {@code mvn verify}: {@code mvn verify -Pchaos} runs it as well, once a night and before a release.
 *
 * <p>For faults that take long, and for strong forms of what a shorter test in {@code verify} looks at. One of them alone:
 * {@code -Dit.test=ClockIT -Dchaos.all=true}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "chaos.all", matches = "true", disabledReason = "takes long: -Pchaos runs it")
@interface Nightly {}
