package dev.pushbench.loadgen.cluster;

import dev.pushbench.loadgen.Agent;
import dev.pushbench.loadgen.AgentLost;
import dev.pushbench.loadgen.Expectation;
import dev.pushbench.loadgen.Part;
import dev.pushbench.loadgen.Recorded;
import dev.pushbench.loadgen.Sample;
import dev.pushbench.loadgen.UnusableTarget;
import dev.pushbench.loadgen.Window;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/** The parent's side of an agent in another JVM. */
final class ProcessAgent implements Agent {

    private static final int SIGNALLED = 128;
    /** Stands for an end that is not the child's answer. */
    private static final String GONE = "";

    private final Part part;
    private final Consumer<Sample> samples;
    private final ChildJvm jvm;
    /** Guarded by itself. */
    private final BufferedWriter stdin;
    /** As text: what a child recorded is large, and is wanted one child after another. */
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    ProcessAgent(Class<?> program, Part part, Consumer<Sample> samples) throws IOException {
        this.part = part;
        this.samples = samples;
        this.jvm = new ChildJvm(program, List.of("agent"), line -> false);
        this.stdin = jvm.stdin();
        Thread reader = new Thread(this::read, "answers-of-" + part.number());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = jvm.stdout()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"answer\":\"Told\"")) {
                    samples.accept(((Answer.Told) AgentJson.answer(line)).sample());
                } else {
                    answers.add(line);
                }
            }
        } catch (IOException | JacksonException e) {
            // Whoever waits for an answer hears that there is none.
        }
        answers.add(GONE);
    }

    @Override
    public String name() {
        return "process " + part.number() + " of " + part.of() + " (pid " + jvm.pid() + ", "
                + part.share().own() + " subscriptions to " + part.transport().target() + ")";
    }

    @Override
    public String openFirst() throws UnusableTarget, AgentLost, InterruptedException {
        Answer answer = ask(new Command.OpenFirst(part));
        if (answer instanceof Answer.Unusable unusable) {
            throw new UnusableTarget(unusable.message());
        }
        if (answer instanceof Answer.FirstOpened opened) {
            return opened.server();
        }
        throw nonsense(answer);
    }

    @Override
    public void openRest(Expectation expectation) throws AgentLost, InterruptedException {
        done(ask(new Command.OpenRest(expectation)));
    }

    @Override
    public void measure(Window window) throws AgentLost, InterruptedException {
        done(ask(new Command.Measure(window)));
    }

    private void done(Answer answer) throws AgentLost {
        if (!(answer instanceof Answer.Done)) {
            throw nonsense(answer);
        }
    }

    @Override
    public void end(long endNs) {
        sendIfThere(new Command.End(endNs));
    }

    @Override
    public void finish() {
        sendIfThere(new Command.Finish());
    }

    @Override
    public Recorded recorded() throws AgentLost, InterruptedException {
        Answer answer = ask(new Command.HandOver());
        if (answer instanceof Answer.HandedOver handed) {
            return handed.recorded();
        }
        throw nonsense(answer);
    }

    private Answer ask(Command command) throws AgentLost, InterruptedException {
        sendIfThere(command);
        String line = answers.take();
        if (line.equals(GONE)) {
            answers.add(GONE);
            throw gone();
        }
        try {
            return AgentJson.answer(line);
        } catch (JacksonException e) {
            throw new AgentLost(name() + " said something that is no answer: " + e.getOriginalMessage());
        }
    }

    /** A child that is gone does not read; who waits for its answer learns it. */
    private void sendIfThere(Command command) {
        synchronized (stdin) {
            try {
                stdin.write(AgentJson.encode(command));
                stdin.newLine();
                stdin.flush();
            } catch (IOException e) {
                // The reader sees the end of the child as well.
            }
        }
    }

    private AgentLost nonsense(Answer answer) {
        return new AgentLost(name() + " failed: "
                + (answer instanceof Answer.Failed failed ? failed.message() : "it answered " + answer));
    }

    private AgentLost gone() throws InterruptedException {
        int exitCode = jvm.await();
        String how = exitCode > SIGNALLED
                ? "was killed by signal " + (exitCode - SIGNALLED)
                : "ended with exit code " + exitCode;
        String said = jvm.said().isEmpty()
                ? ""
                : " (" + jvm.said().lines().findFirst().orElse("") + ")";
        return new AgentLost(name() + " " + how + said
                + " before it had handed over what it recorded: see whether memory was short, and measure again");
    }

    /** The end of its stdin is the end of the child. */
    @Override
    public void close() {
        synchronized (stdin) {
            try {
                stdin.close();
            } catch (IOException e) {
                // It has gone before.
            }
        }
        jvm.close();
    }
}
