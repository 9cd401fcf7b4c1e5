package org.discordbridge.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on this machine that a test can cut, while others reach the server by its own address: a port whose
 * connections are handed on byte for byte. Only what comes through the line notices.
 *
 * <p>All methods may be called from any thread. What is done to a line holds until {@link #mend()}.
 *
 * <pre>{@code
 * try (Line line = Line.to(discord.port())) {
 *     startYourBot("http://" + line.address() + "/api/v10");
 *     line.cut();
 * }
 * }</pre>
 */
public final class Line implements AutoCloseable {
    private enum State {
        WHOLE,
        FROZEN,
        CUT
    }

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    private Line(int target) {
        this.target = target;
        try {
            door = new ServerSocket();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a line to port " + target, e);
        }
        start("accept", this::accept);
    }

    /** Makes a line to this port of 127.0.0.1, which need not be open yet. */
    public static Line to(int port) {
        return new Line(port);
    }

    /** The port of this end. */
    public int port() {
        return door.getLocalPort();
    }

    /** The port of the server's end. */
    int target() {
        return target;
    }

    /** Host and port of this end, {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Resets every connection, and each new one at once. What was on its way is lost. */
    public void cut() {
        become(State.CUT);
        open.forEach(Line::reset);
    }

    /**
     * Lets nothing through in either direction, as a cable that was pulled: connections stay open, and new ones too, but nobody
     * hears anything. What was sent meanwhile comes when it is mended.
     */
    public void freeze() {
        become(State.FROZEN);
    }

    /** Lets everything through again, new connections too. */
    public void mend() {
        become(State.WHOLE);
    }

    /** Resets every connection and gives the port back. */
    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    /** Waits while nothing goes through; returns whether something does then. */
    private synchronized boolean whole() throws IOException {
        while (state == State.FROZEN) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }
        return state == State.WHOLE;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                start("connect", () -> connect(near));
            } catch (IOException closed) {
                // the loop sees it
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        open.add(near);
        open.add(far);
        try {
            if (whole()) {
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                start("back", () -> copy(far, near));
                copy(near, far);
                return;
            }
        } catch (IOException notThere) {
            // ends as one that was cut
        }
        end(near, far);
    }

    private void copy(Socket from, Socket to) {
        byte[] piece = new byte[16 * 1024];
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (!whole()) {
                    break;
                }
                out.write(piece, 0, read);
            }
            if (whole()) {
                to.shutdownOutput();
                if (from.isOutputShutdown()) {
                    close(from);
                    close(to);
                }
                // else the other direction goes on until it ends as well
                return;
            }
        } catch (IOException broken) {
            // ends both
        }
        end(from, to);
    }

    private void end(Socket one, Socket other) {
        reset(one);
        reset(other);
        open.remove(one);
        open.remove(other);
    }

    private void close(Socket socket) throws IOException {
        socket.close();
        open.remove(socket);
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException gone) {
            // as it is meant to be
        }
    }

    private void start(String what, Runnable work) {
        Thread thread = new Thread(work, "line-" + what + "-" + target);
        thread.setDaemon(true);
        thread.start();
    }
}
