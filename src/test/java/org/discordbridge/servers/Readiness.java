package org.discordbridge.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a server is up yet. */
final class Readiness {
    private Readiness() {}

    /** Whether this address answers with any status but a server error: a refusal comes from a server that is up. */
    static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status < 500;
        } catch (IOException notYet) {
            return false;
        }
    }
}
