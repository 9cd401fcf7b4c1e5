/**
 * Reads files of YAML that people edit while they are in use: {@code YamlNode} the keys of one, and {@code YamlFolder} a
 * folder of them, again when they change. Every mistake is told with its line. Touches the reader of YAML and the JDK.
 *
 * <p>What the files say is known where it is needed: {@code streams.rule} and {@code intents}. Routes are Camel's own
 * files, which {@code check} and {@code reload} look at.
 */
package org.discordbridge.yaml;
