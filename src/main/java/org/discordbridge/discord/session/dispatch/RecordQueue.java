package org.discordbridge.discord.session.dispatch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds records of bytes, each with a number, first in, first out. They lie in blocks that are filled again. As objects
 * that live long and are replaced all the time, they would cost the garbage collector more than all the rest of a
 * message.
 *
 * <p>Not safe for several threads.
 */
final class RecordQueue {
    private static final int BLOCK = 16_384;
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    /** Blocks, the oldest first; a record does not cross the end of its block. */
    private final List<ByteBuffer> blocks = new ArrayList<>();
    /** Number of blocks that were removed. */
    private long removed;
    /** Position of the oldest record in its block. */
    private int oldest;

    private ByteBuffer spare;
    private int size;
    private long bytes;

    /**
     * Adds the bytes between position and limit of the buffer.
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

    /** Returns the record at that place; its bytes change after it is removed. */
    ByteBuffer get(long place) {
        ByteBuffer block = blocks.get((int) ((place >> Integer.SIZE) - removed));
        int begin = (int) place;
        return block.duplicate().limit(block.position()).slice(begin + HEAD, block.getInt(begin + Long.BYTES));
    }

    /** Returns the place of the oldest record. There has to be one. */
    long oldestPlace() {
        return place(0, oldest);
    }

    /** Returns the number of the oldest record. There has to be one. */
    long oldestId() {
        return blocks.get(0).getLong(oldest);
    }

    /** Removes the oldest record. There has to be one. */
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

    /** Returns the size of all records in bytes. */
    long bytes() {
        return bytes;
    }
}
