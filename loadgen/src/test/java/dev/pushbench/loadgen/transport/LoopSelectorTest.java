package dev.pushbench.loadgen.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.loadgen.transport.LoopSelector.Submits;
import org.junit.jupiter.api.Test;

class LoopSelectorTest {

    private final Submits submits = new Submits();

    @Test
    void aSubmitIsSeenOnceJettyGetsTheThread() {
        assertThat(submits.allSeen()).isTrue();

        submits.begin();
        assertThat(submits.allSeen()).isFalse();
        submits.end();
        assertThat(submits.allSeen()).isFalse();

        submits.see();
        assertThat(submits.allSeen()).isTrue();
    }

    @Test
    void aSubmitThatJettyDoesNotHaveYetIsNotSeen() {
        submits.begin();
        submits.see();
        submits.end();

        assertThat(submits.allSeen()).isFalse();

        submits.see();
        assertThat(submits.allSeen()).isTrue();
    }

    @Test
    void ofTwoSubmitsTheOneThatIsDoneDoesNotStandForTheOther() {
        submits.begin();
        submits.begin();
        submits.end();
        submits.see();

        assertThat(submits.allSeen()).isFalse();

        submits.end();
        submits.see();
        assertThat(submits.allSeen()).isTrue();
    }
}
