package org.discordbridge.intents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discordbridge.discord.Understanding;
import org.discordbridge.discord.Understanding.Nearest;

/**
 * Knows where intents are among all texts: in the middle of their examples. A text that says nearly the same as one
 * example is as near as that, however far that is from the others. Never changes.
 */
final class IntentMap {
    /** Cosine from which on a text says nearly the same as an example. */
    private static final float SAME = 0.9f;

    private final List<Place> places = new ArrayList<>();
    private final Map<String, float[]> vectors = new HashMap<>();

    /** Holds an intent with its vectors, all of length one. */
    private record Place(Intent intent, float[] middle, List<float[]> examples) {
        double score(float[] vector) {
            float nearest = -1;
            for (float[] example : examples) {
                nearest = Math.max(nearest, cosine(vector, example));
            }
            return nearest >= SAME ? nearest : cosine(vector, middle);
        }
    }

    /**
     * Asks the model for what is not known yet, which takes some milliseconds for each example.
     *
     * @param before whose vectors are used again; null for none
     */
    IntentMap(List<Intent> intents, TextModel model, IntentMap before) {
        for (Intent intent : intents) {
            List<float[]> examples = new ArrayList<>();
            for (String example : intent.examples()) {
                float[] known = before == null ? null : before.vectors.get(example);
                examples.add(vectors.computeIfAbsent(example, text -> known == null ? model.vector(text) : known));
            }
            places.add(new Place(intent, middle(examples), examples));
        }
    }

    /** Returns the nearest intent of a text with that vector. */
    Nearest nearest(float[] vector) {
        Intent best = null;
        double highest = -1;
        for (Place place : places) {
            double score = place.score(vector);
            if (best == null || score > highest) {
                best = place.intent();
                highest = score;
            }
        }
        boolean isNear = best != null && highest >= best.threshold();
        return new Nearest(isNear ? best.name() : Understanding.UNKNOWN, highest);
    }

    private static float[] middle(List<float[]> vectors) {
        float[] sum = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        float length = (float) Math.sqrt(cosine(sum, sum));
        if (length > 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] /= length;
            }
        }
        return sum;
    }

    private static float cosine(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
