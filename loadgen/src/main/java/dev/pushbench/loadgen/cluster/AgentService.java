package dev.pushbench.loadgen.cluster;

import dev.pushbench.loadgen.Agent;
import dev.pushbench.loadgen.Agents;
import dev.pushbench.loadgen.Sample;
import dev.pushbench.loadgen.UnusableTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The child's side: does what the parent's commands say, with an agent in this JVM. The thread that calls {@link #serve}
 * reads; another one works; both write.
 */
public final class AgentService {

    private final PrintWriter out;
    private final Agents agents;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "agent");
        thread.setDaemon(true);
        return thread;
    });
    /** Null before the first command. */
    private volatile Agent agent;

    private AgentService(PrintWriter out, Agents agents) {
        this.out = out;
        this.agents = agents;
    }

    /**
     * Serves one parent; returns when there are no more commands, at once and whatever is under way: the parent is gone.
     *
     * @param in commands, one a line
     * @param out hears the answers, one a line
     * @param agents starts the agent
     */
    public static void serve(BufferedReader in, PrintWriter out, Agents agents) throws IOException {
        AgentService service = new AgentService(out, agents);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            service.take(AgentJson.command(line));
        }
    }

    private void take(Command command) {
        Agent working = agent;
        if (command instanceof Command.End end) {
            if (working != null) {
                working.end(end.endNs());
            }
        } else if (command instanceof Command.Finish) {
            if (working != null) {
                working.finish();
            }
        } else {
            if (command instanceof Command.OpenFirst open) {
                // Here and not on the worker, so that an end that follows on its heels finds it.
                start(open);
            }
            worker.execute(() -> say(outcome(command)));
        }
    }

    private void start(Command.OpenFirst open) {
        try {
            agent = agents.start(open.part(), this::tell);
        } catch (IOException | RuntimeException e) {
            say(new Answer.Failed("it cannot start: " + e));
        }
    }

    private Answer outcome(Command command) {
        try {
            if (command instanceof Command.OpenFirst) {
                return new Answer.FirstOpened(agent.openFirst());
            }
            if (command instanceof Command.OpenRest open) {
                agent.openRest(open.expectation());
                return new Answer.Done();
            }
            if (command instanceof Command.Measure measure) {
                agent.measure(measure.window());
                return new Answer.Done();
            }
            return new Answer.HandedOver(agent.recorded());
        } catch (UnusableTarget e) {
            return new Answer.Unusable(e.getMessage());
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            return new Answer.Failed(String.valueOf(e));
        }
    }

    private void tell(Sample sample) {
        say(new Answer.Told(sample));
    }

    private synchronized void say(Answer answer) {
        out.println(AgentJson.encode(answer));
        out.flush();
    }
}
