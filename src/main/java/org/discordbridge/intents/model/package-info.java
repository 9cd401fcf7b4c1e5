/**
 * Has the model that makes a vector of a text, all-MiniLM-L6-v2, and the word pieces that it reads. May touch ONNX
 * Runtime, which is in {@code target/intents} and on no class path, the reader of JSON, and {@code TextModel}.
 *
 * <p>It is loaded from there at the first intents, by {@code intents}, which knows no class of it.
 */
package org.discordbridge.intents.model;
