package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A place for messages: a text, voice or announcement channel, a thread, or a direct-message channel. */
public interface Channel {
    /** Its snowflake. */
    long id();

    /** Its name; empty for direct messages. */
    String name();

    /**
     * Its type (Discord docs, Channels Resource > Channel Types): 0 text, 1 DM, 2 voice, 5 announcement,
     * 10 to 12 thread, 15 forum.
     */
    int type();

    /** The guild it belongs to; empty for direct messages. */
    Optional<Guild> guild();

    /** A fresh copy of the channel object that REST answers with. */
    ObjectNode json();

    /** Posts text as a user and dispatches MESSAGE_CREATE. Blocks only while a client is far behind in reading. */
    Message post(User author, String text);

    /** Posts a message as a user and dispatches MESSAGE_CREATE. */
    Message post(User author, MessageDraft draft);

    /** Posts what Discord itself writes: 6 pin, 7 join, 8 boost and so on (Message Types). */
    Message system(int type, User about);

    /** Starts a public thread and dispatches THREAD_CREATE. */
    Channel addThread(String name);

    /** Adds a webhook. */
    Webhook addWebhook(String name);

    /** Shows a user typing: TYPING_START. */
    void typing(User user);

    /** Deletes several messages at once: MESSAGE_DELETE_BULK. */
    void deleteAll(List<Message> messages);

    /** Takes permissions from the bot: an overwrite, dispatched as CHANNEL_UPDATE and enforced from now on. */
    void deny(Permission... permissions);

    /** Gives denied permissions back. */
    void allow(Permission... permissions);

    /** Renames the channel and dispatches CHANNEL_UPDATE or THREAD_UPDATE. */
    void rename(String name);

    /** Archives a thread, and locks it, as a moderator does: THREAD_UPDATE. */
    void archive(boolean locked);

    /** Asks of every post of a forum that it has a tag: CHANNEL_UPDATE. */
    void requireTag();

    /** Deletes the channel and dispatches CHANNEL_DELETE or THREAD_DELETE. */
    void delete();

    /** What Discord shows in it, oldest first: no deleted and no ephemeral messages. */
    List<Message> messages();

    /**
     * What Discord shows one person in it, oldest first: with the ephemeral messages that are for them, and the
     * placeholders of answers that follow.
     */
    List<Message> messages(User viewer);

    /** Waits until at least so many messages are shown, then returns them; fails with what was there instead. */
    List<Message> awaitMessages(int count, Duration timeout);

    /** Waits until a message with exactly this content is shown. */
    Message awaitMessage(String content, Duration timeout);

    /** A shown message by its id. */
    Optional<Message> message(long id);
}
