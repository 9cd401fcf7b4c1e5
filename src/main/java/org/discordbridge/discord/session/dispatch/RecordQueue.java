package org.discordbridge.discord.session.dispatch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of bytes with a number each, first in, first out. They lie in blocks that are filled again: what is kept for
 * long and replaced all the time would cost the collector more as objects than all the rest of a message.
 *
 * <p>Not safe for several threads.
 */
final class RecordQueue {
    private static final int BLOCK = 16_384;
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    /** The oldest first; a record does not go over the end of its block. */
    private final List<ByteBuffer> blocks = new ArrayList<>();
    /** How many blocks were removed. */
    private long removed;
    /** Where the oldest record begins in its block. */
    private int oldest;

    private ByteBuffer spare;
    private int size;
    private long bytes;

    /**
     * Adds what is between position and limit of that buffer.
     *
     * @return the place of the record, until it is removed
     */
    long add(long id, ByteBuffer content) {
        int needed = HEAD + content.remaining();
        if (blocks.isEmpty() || blocks.get(blocks.size() - 1).remaining() < needed) {
            blocks.add(block(needed));
        }
        ByteBuffer last = blocks.get(blocks.size() - 1);
        long place = place(blocks.size() - 1, last.position());
        last.putLong(id).putInt(content.remaining()).put(content);
        size++;
        bytes += needed;
        return place;
    }

    private ByteBuffer block(int needed) {
        if (spare != null && needed <= BLOCK) {
            ByteBuffer block = spare.clear();
            spare = null;
            return block;
        }
        return ByteBuffer.allocate(Math.max(needed, BLOCK));
    }

    private long place(int block, int position) {
        return ((removed + block) << Integer.SIZE) | position;
    }

    /** The record at that place; what is in it changes once it is removed. */
    ByteBuffer get(long place) {
        ByteBuffer block = blocks.get((int) ((place >> Integer.SIZE) - removed));
        int begin = (int) place;
        return block.duplicate().limit(block.position()).slice(begin + HEAD, block.getInt(begin + Long.BYTES));
    }

    /** Where the oldest record is. There has to be one. */
    long oldestPlace() {
        return place(0, oldest);
    }

    /** The number of the oldest record. There has to be one. */
    long oldestId() {
        return blocks.get(0).getLong(oldest);
    }

    /** There has to be one. */
    void removeOldest() {
        ByteBuffer block = blocks.get(0);
        int length = HEAD + block.getInt(oldest + Long.BYTES);
        oldest += length;
        bytes -= length;
        size--;
        if (oldest == block.position()) {
            blocks.remove(0);
            removed++;
            oldest = 0;
            spare = block.capacity() == BLOCK ? block : spare;
        }
    }

    void clear() {
        removed += blocks.size();
        blocks.clear();
        spare = null;
        oldest = 0;
        size = 0;
        bytes = 0;
    }

    int size() {
        return size;
    }

    /** How many bytes the records have. */
    long bytes() {
        return bytes;
    }
}
