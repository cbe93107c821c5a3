package dev.pushbench.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BroadcastTest {

    @Test
    void beforeItAreAsManyAsItHasOrAllThereAre() {
        assertThat(new Broadcast(100, 10).before()).isEqualTo(new Broadcast(90, 10));
        assertThat(new Broadcast(10, 10).before()).isEqualTo(new Broadcast(0, 10));
        assertThat(new Broadcast(3, 10).before()).isEqualTo(new Broadcast(0, 3));
        assertThat(new Broadcast(0, 10).before()).isEqualTo(new Broadcast(0, 0));
    }
}
