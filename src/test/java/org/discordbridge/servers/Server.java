package org.discordbridge.servers;

/**
 * A server on this machine that can be taken away and brought back.
 *
 * <p>It is up when it is handed out. All methods block until they are done and may be called from any thread.
 */
public interface Server extends AutoCloseable {
    /**
     * Brings the server back on the same port, with the data it had. Does nothing while it is up.
     *
     * @throws IllegalStateException if it does not come up; the message ends with what the server wrote last
     */
    void start();

    /** Takes the server away as an orderly shutdown would. Connections are closed; the data stays for {@link #start()}. */
    void stop();

    /** Stops the server for good and deletes its data. */
    @Override
    void close();
}
