package org.discordbridge.archive.topic;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.discordbridge.archive.FileStoreException;
import org.discordbridge.avro.RegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics and stores what it reads, piece by piece, each in three steps: where the piece ends is committed, its
 * files are stored, and the offset after it is committed. A crash before the first step leaves nothing behind; after it,
 * the same piece is made again, and files of it that are there already are left as they are.
 *
 * <p>Holds as many bytes of records as it is allowed to, and reads no more until a piece is stored. While the store or
 * the registry is away, it stays in its group and tries again. Everything happens on the thread of {@link #run}.
 */
final class ArchiveReader implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    /** So long files are stored before Kafka is asked again, which would else take the partitions away. */
    private static final long STORE_AT_A_TIME = TimeUnit.SECONDS.toNanos(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Limits limits;
    private final PieceFiles files;
    private final TableFormat format;
    private final Store store;
    private final ArchiveCounts counts;
    private final Map<TopicPartition, Piece> pieces = new HashMap<>();
    private long tryAgainAt = System.nanoTime();
    private volatile boolean ended;

    /**
     * Says when a piece is full.
     *
     * @param bytes of records that are held, of all partitions together
     * @param age of its oldest record
     * @param pause between tries while something is away
     */
    record Limits(long bytes, Duration age, Duration pause) {}

    /** Puts an object into the store, unless there is one of that key; returns whether it did. */
    @FunctionalInterface
    interface Store {
        boolean putIfAbsent(String key, String type, byte[] content);
    }

    ArchiveReader(
            Consumer<byte[], byte[]> consumer,
            Limits limits,
            PieceFiles files,
            TableFormat format,
            Store store,
            ArchiveCounts counts) {
        this.consumer = consumer;
        this.limits = limits;
        this.files = files;
        this.format = format;
        this.store = store;
        this.counts = counts;
    }

    /** Subscribes to topics; before {@link #run}. */
    void subscribe(Collection<String> topics) {
        consumer.subscribe(topics, this);
    }

    /** Ends the run. What is held and not stored is read again by the next one. May be called from any thread. */
    void end() {
        ended = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                step();
            }
        } finally {
            consumer.close(CLOSE_WITHIN);
        }
    }

    private void step() {
        try {
            pauseWhatIsFull();
            take(consumer.poll(POLL));
            endWhatIsDue();
            if (System.nanoTime() - tryAgainAt >= 0) {
                storeWhatHasEnded();
            }
        } catch (WakeupException e) {
            LOG.debug("The archive ends, or goes on", e);
        } catch (RebalanceInProgressException | CommitFailedException e) {
            // the next poll says which partitions are left; a piece of one that is not is made again by who has it
            LOG.debug("The archive's partitions are being shared out anew", e);
        } catch (InterruptException e) {
            LOG.debug("The archive is interrupted", e);
            ended = true;
        } catch (FileStoreException | RegistryException | IOException e) {
            tell(e);
            tryAgainAt = System.nanoTime() + limits.pause().toNanos();
        } catch (KafkaException e) {
            tell(e);
            LockSupport.parkNanos(limits.pause().toNanos());
        }
    }

    private void tell(Exception reason) {
        if (counts.problem() == null) {
            LOG.warn(
                    "The archive waits, and loses nothing as long as the topics keep their records: {}",
                    reason.getMessage(),
                    LOG.isDebugEnabled() ? reason : null);
        }
        counts.failing(reason.getMessage());
    }

    private void pauseWhatIsFull() {
        boolean full = heldBytes() >= limits.bytes();
        for (TopicPartition partition : consumer.assignment()) {
            Piece piece = pieces.get(partition);
            if (full || piece != null && piece.isEnded()) {
                consumer.pause(Set.of(partition));
            } else {
                consumer.resume(Set.of(partition));
            }
        }
    }

    private long heldBytes() {
        return pieces.values().stream().mapToLong(Piece::bytes).sum();
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            Piece piece = pieces.computeIfAbsent(partition, Piece::new);
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                if (!piece.add(record)) {
                    // for the next piece
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    private void endWhatIsDue() {
        pieces.values().stream().filter(this::isDue).forEach(Piece::end);
        if (heldBytes() >= limits.bytes() && pieces.values().stream().noneMatch(Piece::isEnded)) {
            pieces.values().stream().max(Comparator.comparingLong(Piece::bytes)).ifPresent(Piece::end);
        }
    }

    private boolean isDue(Piece piece) {
        if (piece.plan() != null) {
            return consumer.position(piece.partition()) > piece.plan().last();
        }
        long age = limits.age().toMillis();
        // what is behind has better be read on: its records are old, and many
        return piece.age() >= limits.age().toNanos()
                || System.currentTimeMillis() - piece.time() >= age
                        && consumer.currentLag(piece.partition()).orElse(1) == 0;
    }

    private void storeWhatHasEnded() throws IOException {
        long until = System.nanoTime() + STORE_AT_A_TIME;
        for (Piece piece : List.copyOf(pieces.values())) {
            if (piece.isEnded() && !store(piece, until)) {
                return;
            }
        }
        if (counts.problem() != null) {
            LOG.info("The archive goes on");
            counts.working();
        }
    }

    /** Stores a piece; returns false if it takes longer than until then, and goes on with the next call. */
    private boolean store(Piece piece, long until) throws IOException {
        if (!piece.isNoted()) {
            consumer.commitSync(Map.of(piece.partition(), piece.plan().with(piece.begin())));
            piece.noted();
        }
        if (piece.files() == null) {
            piece.files(files.of(piece));
        }
        while (!piece.files().isEmpty()) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            PieceFile file = piece.files().peek();
            byte[] table = format.write(file.schema(), files.read(file));
            if (store.putIfAbsent(key(piece, file), format.mediaType(), table)) {
                counts.stored(table.length);
            }
            piece.files().remove();
        }
        consumer.commitSync(
                Map.of(piece.partition(), new OffsetAndMetadata(piece.plan().last() + 1)));
        counts.finished(piece.records().size());
        pieces.remove(piece.partition());
        return true;
    }

    private String key(Piece piece, PieceFile file) {
        return file.folder() + "/" + piece.partition() + "-" + piece.begin() + "-"
                + piece.plan().last() + "-" + piece.plan().time() + file.suffix() + "." + format.ending();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(pieces::remove);
    }

    /** Goes on with pieces that were begun before. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        committed.forEach((partition, position) -> {
            if (position == null) {
                return;
            }
            if (position.offset() > ends.get(partition)) {
                LOG.warn(
                        "{} ends before offset {}, up to which it is in the archive: it was made anew, and is archived from"
                                + " its beginning",
                        partition,
                        position.offset());
                return;
            }
            long gone = begins.get(partition) - position.offset();
            if (gone > 0) {
                LOG.error(
                        "{} records of {} from offset {} on are not in the archive: Kafka has deleted them, as the topic's"
                                + " retention says. Raise it, or run the bridge with ARCHIVE=true more often",
                        gone,
                        partition,
                        position.offset());
            }
            PlannedEnd.in(position)
                    .ifPresent(plan -> pieces.put(partition, new Piece(partition, position.offset(), plan)));
        });
    }
}
