package dev.pushbench.loadgen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The agents of a run, each driven by a thread of its own. Whatever they tell becomes an event, and the control thread
 * handles events one after another while it waits for the agents; so nothing here is shared.
 */
final class Crew implements AutoCloseable {

    private static final long CLOSE_SECONDS = 20;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "agent");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Agent> agents = new ArrayList<>();
    private final List<AgentLost> losses = new ArrayList<>();
    private final BiConsumer<Integer, Sample> onSample;
    private final BiConsumer<Integer, AgentLost> onLoss;

    /** On the control thread. */
    private interface Event {
        void handle() throws UnusableTarget, IOException;
    }

    /** What an agent is to do, on its own thread. */
    interface Step {
        void run(int index, Agent agent) throws UnusableTarget, IOException, InterruptedException;
    }

    /**
     * @param onSample hears what agents tell; on the control thread
     * @param onLoss hears of an agent that is gone; on the control thread
     */
    Crew(BiConsumer<Integer, Sample> onSample, BiConsumer<Integer, AgentLost> onLoss) {
        this.onSample = onSample;
        this.onLoss = onLoss;
    }

    void start(Agents kind, List<Part> parts) throws IOException {
        for (Part part : parts) {
            int index = agents.size();
            agents.add(kind.start(part, sample -> events.add(() -> onSample.accept(index, sample))));
            losses.add(null);
        }
    }

    /** Has the control thread do something soon; any thread. */
    void soon(Runnable work) {
        events.add(work::run);
    }

    /**
     * Has every agent that is still there do a step, all at the same time; handles events until all have done it.
     *
     * @throws UnusableTarget what one of them threw
     * @throws AgentLost if all are gone
     */
    void all(Step step) throws UnusableTarget, IOException, InterruptedException {
        int[] busy = {0};
        for (int i = 0; i < agents.size(); i++) {
            if (isThere(i)) {
                busy[0]++;
                int index = i;
                threads.execute(() -> {
                    Event outcome = outcome(step, index);
                    events.add(() -> {
                        busy[0]--;
                        outcome.handle();
                    });
                });
            }
        }
        while (busy[0] > 0) {
            events.take().handle();
        }
        if (!losses.contains(null)) {
            throw losses.get(0);
        }
    }

    private Event outcome(Step step, int index) {
        try {
            step.run(index, agents.get(index));
            return () -> {};
        } catch (AgentLost e) {
            return () -> {
                losses.set(index, e);
                onLoss.accept(index, e);
            };
        } catch (UnusableTarget e) {
            return () -> {
                throw e;
            };
        } catch (IOException e) {
            return () -> {
                throw e;
            };
        } catch (InterruptedException e) {
            return () -> {
                throw new IOException(agents.get(index).name() + " was interrupted", e);
            };
        } catch (RuntimeException | Error e) {
            return () -> {
                throw new IllegalStateException(agents.get(index).name() + " failed: " + e, e);
            };
        }
    }

    boolean isThere(int index) {
        return losses.get(index) == null;
    }

    Agent agent(int index) {
        return agents.get(index);
    }

    int size() {
        return agents.size();
    }

    /** How that one was lost; null if it is still there. */
    AgentLost loss(int index) {
        return losses.get(index);
    }

    /** Those that are gone. */
    List<AgentLost> losses() {
        return losses.stream().filter(loss -> loss != null).toList();
    }

    /** All at the same time: the end of a process takes a moment. */
    @Override
    public void close() {
        agents.forEach(agent -> threads.execute(agent::close));
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
