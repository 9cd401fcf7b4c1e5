package org.discordbridge.archive;

import java.net.UnknownHostException;

/** Says that a host that files may be fetched from has an address inside of somebody's own network. It is not asked. */
public class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    public PrivateAddressException(String message) {
        super(message);
    }
}
