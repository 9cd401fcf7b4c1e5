package org.discordbridge.discord.catchup;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.spi.StateRepository;
import org.discordbridge.discord.session.Shard;

/**
 * Finds the base with which a shard begins, among those that are stored of all shards. The number of shards may have
 * been another one before, and then other shards had its guilds.
 *
 * <p>A guild's shard is a number modulo the total. So of another total M, shard J may share guilds with shard I of N if
 * I and J are the same modulo the greatest common divisor of M and N.
 */
final class KnownBases {
    /** Key of all totals that were ever used, but one, which needs none. */
    static final String TOTALS = "totals";

    private static final String ONLY = "base";
    private static final int DIGITS = 5;

    private final StateRepository<String, String> repository;

    KnownBases(StateRepository<String, String> repository) {
        this.repository = repository;
    }

    /** Returns the key of the base of a shard. */
    static String key(Shard shard) {
        return shard.of() == 1 ? ONLY : ONLY + ":" + shard.number() + "/" + shard.of();
    }

    /**
     * Reads every base, and throws if one is not understood: at the start, rather than when a shard is taken.
     *
     * @throws IllegalArgumentException with what to do
     */
    void check() {
        for (int total : totals()) {
            for (int number = 0; number < total; number++) {
                own(new Shard(number, total));
            }
        }
    }

    /**
     * Returns the base with which a shard begins; empty if none is known. Each total that has all bases of the shards
     * that had its guilds gives one, below which everything is done: the highest of them counts.
     */
    Optional<BaseValue> of(Shard shard) {
        Set<Integer> totals = totals();
        totals.add(shard.of());
        Optional<BaseValue> best = own(shard);
        for (int total : totals) {
            Optional<BaseValue> other = among(total, shard);
            if (other.isPresent()
                    && (best.isEmpty() || other.get().id() > best.get().id())) {
                best = other;
            }
        }
        return best;
    }

    /** Returns what is true of all shards of a total that may have had guilds of that shard. */
    private Optional<BaseValue> among(int total, Shard shard) {
        int step = BigInteger.valueOf(total).gcd(BigInteger.valueOf(shard.of())).intValue();
        Optional<BaseValue> all = Optional.empty();
        for (int number = shard.number() % step; number < total; number += step) {
            Optional<BaseValue> one = own(new Shard(number, total));
            if (one.isEmpty()) {
                return one;
            }
            all = all.map(known -> known.and(one.get())).or(() -> one);
        }
        return all;
    }

    /** Returns what is stored of a shard itself. */
    Optional<BaseValue> own(Shard shard) {
        String kept = repository.getState(key(shard));
        return Optional.ofNullable(kept).map(text -> BaseValue.of(text, shard.suffix()));
    }

    /** Returns the text to be stored of the totals, if one is not among them yet. */
    Optional<String> totalsWith(int total) {
        Set<Integer> totals = totals();
        if (!totals.add(total)) {
            return Optional.empty();
        }
        totals.remove(1);
        return Optional.of(String.join(",", totals.stream().map(String::valueOf).toList()));
    }

    private Set<Integer> totals() {
        Set<Integer> totals = new TreeSet<>(Set.of(1));
        String kept = repository.getState(TOTALS);
        for (String one : kept == null ? new String[0] : kept.split(",")) {
            String digits = one.trim();
            if (digits.matches("[1-9][0-9]*") && digits.length() <= DIGITS) {
                totals.add(Integer.parseInt(digits));
            }
        }
        return totals;
    }
}
