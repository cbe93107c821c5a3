package dev.pushbench.server.publish;

/** How the sends to the subscriptions of one topic lie in time. */
public enum Pattern {
    /** Every subscription gets every message at once; it is encoded once and the bytes are shared. */
    BROADCAST,
    /** Each subscription has its own phase, so that the sends are evenly spaced. */
    SPREAD
}
