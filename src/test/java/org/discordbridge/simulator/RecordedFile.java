package org.discordbridge.simulator;

/**
 * One uploaded part of a multipart request.
 *
 * @param part the name of the part, for instance {@code files[0]}
 * @param filename the file name sent
 * @param contentType the content type sent, or null
 * @param bytes the content; not copied, do not write to it
 */
public record RecordedFile(String part, String filename, String contentType, byte[] bytes) {}
