package org.discordbridge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A message as Discord keeps it. */
public interface Message {
    /** Its snowflake, greater than that of every earlier message of this simulator. */
    long id();

    /** Where it is. */
    Channel channel();

    /** Who wrote it. */
    User author();

    /** Its text, never null. */
    String content();

    /** Its type (Discord docs, Messages Resource > Message Types). */
    int type();

    /** Its flags. */
    long flags();

    /** Its files, in order. */
    List<Attachment> attachments();

    /** The nonce it was created with, or null. */
    String nonce();

    /** Whether it was edited. */
    boolean edited();

    /** Whether it was deleted. */
    boolean deleted();

    /** A fresh copy of the message object that REST answers with, links signed now. */
    ObjectNode json();

    /** Edits the text as its author and dispatches MESSAGE_UPDATE. */
    Message edit(String text);

    /** Deletes it and dispatches MESSAGE_DELETE; a second time does nothing. */
    void delete();

    /** Adds a reaction and dispatches MESSAGE_REACTION_ADD. */
    void react(User user, String emoji);

    /** Takes a reaction back and dispatches MESSAGE_REACTION_REMOVE. */
    void unreact(User user, String emoji);

    /** The emoji with which somebody has reacted. */
    List<String> reactionsOf(User user);

    /** Removes all reactions and dispatches MESSAGE_REACTION_REMOVE_ALL. */
    void clearReactions();

    /** Removes all reactions with an emoji and dispatches MESSAGE_REACTION_REMOVE_EMOJI. */
    void clearReactions(String emoji);

    /** Votes for an answer of its poll, counted from 1, and dispatches MESSAGE_POLL_VOTE_ADD. */
    void vote(User user, int answer);

    /** Takes a vote back and dispatches MESSAGE_POLL_VOTE_REMOVE. */
    void unvote(User user, int answer);

    /** Ends its poll: MESSAGE_UPDATE, and the system message of type 46 with the result, which is returned. */
    Message endPoll();

    /** Adds the preview of a link, as Discord does a moment after a message: MESSAGE_UPDATE without an edit. */
    void unfurl(String title);

    /** Starts a public thread of it as somebody: THREAD_CREATE, and MESSAGE_UPDATE without an edit. */
    Channel addThread(User by, String name);

    /** Pins it: MESSAGE_UPDATE, CHANNEL_PINS_UPDATE and the system message of type 6. */
    void pin(User by);
}
