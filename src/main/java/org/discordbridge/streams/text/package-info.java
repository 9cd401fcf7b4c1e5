/**
 * Says which texts count as the same, and how alike two of them are. May touch ICU and the JDK.
 *
 * <p>{@code TextFolding} makes the form of a text in which it is compared, {@code TextForm} keeps what is needed of it
 * and not the text. Who compares is {@code streams.watch}.
 */
package org.discordbridge.streams.text;
