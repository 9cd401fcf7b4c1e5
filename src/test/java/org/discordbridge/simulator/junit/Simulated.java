package org.discordbridge.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a Discord of its own, as a parameter of type {@code DiscordSimulator} or in an
 * uninitialised field of that type. It is closed after the test, and fails the test if the simulator had a defect.
 *
 * <pre>{@code
 * @Simulated
 * class PingBotTest {
 *     @Test
 *     void answers(DiscordSimulator discord) {
 *         Channel general = discord.addGuild("Home").addTextChannel("general");
 *         ...
 *     }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatorExtension.class)
public @interface Simulated {}
