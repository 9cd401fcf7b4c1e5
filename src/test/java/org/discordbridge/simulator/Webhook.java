package org.discordbridge.simulator;

/** A webhook of a channel: posts under its own name, and its URL is a secret that needs no other authorisation. */
public interface Webhook {
    /** Its snowflake, also the author id of what it posts. */
    long id();

    /** The secret part of its URL. */
    String token();

    /** Deletes it: its address is unknown from now on. */
    void delete();

    /** Posts as the webhook: the message carries {@code webhook_id} and no member. */
    Message post(String text);

    /** Posts as the webhook. */
    Message post(MessageDraft draft);
}
