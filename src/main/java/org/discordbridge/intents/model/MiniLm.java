package org.discordbridge.intents.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.discordbridge.intents.TextModel;

/**
 * Runs all-MiniLM-L6-v2, quantized, by ONNX Runtime: one core for each call, no network. The runtime unpacks its native
 * library into the folder of temporary files, which has to be writable.
 */
public final class MiniLm implements TextModel {
    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String WORDS = "all-minilm-l6-v2-q-tokenizer.json";
    /** Number of pieces that the model was trained with. */
    private static final int MOST_PIECES = 128;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    /**
     * Loads the model, which takes about a second.
     *
     * @throws IllegalStateException if it cannot be loaded
     */
    public MiniLm() {
        try (InputStream words = resource(WORDS);
                InputStream model = resource(MODEL);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            // threads of its own would spin while they wait for work
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            pieces = WordPieces.read(words, MOST_PIECES);
            session = environment.createSession(model.readAllBytes(), options);
            UnpackedLibrary.delete();
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("The model of the intents cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = MiniLm.class.getClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new IOException("there is no " + name + " among the libraries of the intents");
        }
        return found;
    }

    @Override
    public float[] vector(String text) {
        long[] ids = pieces.of(text);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((float[][][]) result.get(0).getValue())[0]);
        } catch (OrtException e) {
            throw new IllegalStateException("The model of the intents has failed: " + e.getMessage(), e);
        }
    }

    private static float[] mean(float[][] states) {
        float[] sum = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        double squares = 0;
        for (float one : sum) {
            squares += (double) one * one;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return sum;
    }
}
