package dev.pushbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageAssetsTest {

    @Test
    void theBundledLibraryIsThere() {
        assertThat(PageAssets.BUNDLED.library()).contains("Apache License").hasSizeGreaterThan(500_000);
    }

    @Test
    void whatWouldEndItsElementIsRefused() {
        assertThatThrownBy(() -> new PageAssets("", "x='</SCRIPT>'", "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new PageAssets("", "", "x='<!--'")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new PageAssets("</style>", "", "")).isInstanceOf(IllegalStateException.class);
    }
}
