package org.discordbridge.servers;

/** An S3 server that checks signatures and has no bucket yet. */
public interface S3Server extends Server {
    /** The value of {@code MINIO_URL}, without a path. */
    String url();

    /** The only access key it knows. */
    String accessKey();

    /** The secret that belongs to {@link #accessKey()}. */
    String secretKey();

    /** Takes the server away without warning, as a crash would. What it had acknowledged stays for {@link #start()}. */
    void kill();

    /** Lets it hang: connections are accepted, and nothing is answered until {@link #thaw()}. */
    void freeze();

    /** Goes on after {@link #freeze()}. */
    void thaw();
}
