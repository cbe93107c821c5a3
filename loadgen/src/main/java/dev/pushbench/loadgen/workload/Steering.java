package dev.pushbench.loadgen.workload;

import dev.pushbench.loadgen.transport.SubscriptionEnd.Cause;
import dev.pushbench.reports.result.CellResult.Turnover;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets a population follow a profile while messages flow: who must come and who must go at this moment. Each subscription
 * that there shall be is a <em>place</em>: it is taken by a member, is vacant until the next attempt, waits for one to come
 * back, or has been given up because its member failed.
 *
 * <p>Owned by the control thread, which calls {@link #steer} every few milliseconds and says what time it is.
 */
public final class Steering {

    /** One that leaves goes when nothing has come for this long. */
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private final LoadProfile profile;
    private final Share share;
    private final Population population;
    private final Random lives;

    private final Queue<Member> ended = new ConcurrentLinkedQueue<>();
    /** Those that have a place, in the order in which they came. */
    private final Set<Member> present = new LinkedHashSet<>();

    private final PriorityQueue<Due<Member>> sessionEnds = new PriorityQueue<>(Comparator.comparing(Due::atNs));
    /** Places whose member is gone for a while. */
    private final PriorityQueue<Due<Place>> returns = new PriorityQueue<>(Comparator.comparing(Due::atNs));
    /** Places to be taken as soon as attempts are free. */
    private final Deque<Place> vacancies = new ArrayDeque<>();
    /** Those that wait for what is on its way to them, and until when. */
    private final Deque<Due<Member>> leavers = new ArrayDeque<>();

    private long nowNs;
    private int places;
    /** The most that there will be from now on. */
    private int placesToCome;

    private int givenUp;
    private int peak;
    private long left;
    private long lost;
    private long cameBack;
    private boolean storming;
    private long stormNs;
    private int givenUpBeforeStorm;
    /** Null before the storm is over. */
    private Long recoveryNs;

    private record Due<T>(long atNs, T what) {}

    /**
     * @param share of the profile's subscriptions that are this population's
     * @param population nobody of which has come yet: every end is heard of
     */
    public Steering(LoadProfile profile, Share share, Population population) {
        this.profile = profile;
        this.share = share;
        this.population = population;
        this.lives = new Random(profile.seed() + share.before());
        population.whenEnded(ended::add);
    }

    /** Takes over those that have come, gone again or not; before the first {@link #steer}, which hears of the ends. */
    public void begin() {
        Set<Member> all = new LinkedHashSet<>(population.live());
        all.addAll(ended);
        all.forEach(member -> place(member, 0));
        places = all.size();
    }

    /**
     * Does what is due.
     *
     * @param elapsedNs since the window opened; negative before
     * @param nanoTime the same moment on {@link System#nanoTime()}
     */
    public void steer(long elapsedNs, long nanoTime) {
        nowNs = nanoTime;
        hearOfEnds(elapsedNs);
        endSessions(elapsedNs);
        if (profile.stormAt() != null
                && !storming
                && recoveryNs == null
                && elapsedNs >= profile.stormAt().toNanos()) {
            storm(elapsedNs);
        }
        while (!returns.isEmpty() && returns.peek().atNs() <= elapsedNs) {
            vacancies.add(returns.remove().what());
            cameBack++;
        }
        int wanted = share.of(profile.wanted(elapsedNs, share.whole()));
        for (; places < wanted; places++) {
            vacancies.add(Place.NEW);
        }
        for (; places > wanted; places--) {
            giveBackPlace(elapsedNs);
        }
        placesToCome = share.of(profile.mostWantedFrom(elapsedNs, share.whole()));
        while (!vacancies.isEmpty() && come(elapsedNs, vacancies.peek())) {
            vacancies.remove();
        }
        closeLeavers(elapsedNs);
        watchRecovery(elapsedNs);
        peak = Math.max(peak, population.openNow());
    }

    /** In a storm all come at once. */
    private boolean come(long elapsedNs, Place vacancy) {
        Member member = storming ? population.attempt(vacancy) : population.tryAttempt(vacancy);
        if (member != null) {
            place(member, elapsedNs);
        }
        return member != null;
    }

    private void place(Member member, long elapsedNs) {
        present.add(member);
        if (profile.session() != null) {
            double life = -Math.log(1 - lives.nextDouble()) * profile.session().toNanos();
            sessionEnds.add(new Due<>(elapsedNs + Math.round(life), member));
        }
    }

    private void hearOfEnds(long elapsedNs) {
        for (Member member = ended.poll(); member != null; member = ended.poll()) {
            if (!present.remove(member)) {
                // It was on its way out.
                continue;
            }
            lost++;
            if (comesBack(member)) {
                Place left = member.left();
                returns.add(new Due<>(elapsedNs + left.awayNs(), left));
            } else {
                givenUp++;
            }
        }
    }

    private boolean comesBack(Member ended) {
        return profile.reconnect() && ended.end().cause() != Cause.NO_CONTENT;
    }

    private void endSessions(long elapsedNs) {
        while (!sessionEnds.isEmpty() && sessionEnds.peek().atNs() <= elapsedNs) {
            Member member = sessionEnds.remove().what();
            if (present.remove(member)) {
                leave(member, elapsedNs);
                vacancies.add(Place.NEW);
            }
        }
    }

    /** It hears what was due before it left, and goes then. */
    private void leave(Member member, long elapsedNs) {
        left++;
        population.giveUpConnection(member);
        member.recorder().leave(nowNs);
        leavers.add(new Due<>(elapsedNs + SILENCE_NS, member));
    }

    private void closeLeavers(long elapsedNs) {
        while (!leavers.isEmpty() && leavers.peek().atNs() <= elapsedNs) {
            Member member = leavers.remove().what();
            long silentNs = nowNs - member.recorder().lastHeardNs();
            if (member.isThere() && silentNs < SILENCE_NS) {
                leavers.add(new Due<>(elapsedNs + SILENCE_NS, member));
            } else {
                member.recorder().close();
            }
        }
    }

    private void giveBackPlace(long elapsedNs) {
        if (givenUp > 0) {
            givenUp--;
        } else if (vacancies.poll() == null && returns.poll() == null) {
            Member oldest = present.iterator().next();
            present.remove(oldest);
            leave(oldest, elapsedNs);
        }
    }

    private void storm(long elapsedNs) {
        storming = true;
        stormNs = elapsedNs;
        givenUpBeforeStorm = givenUp;
        left += present.size();
        for (Member member : present) {
            population.giveUpConnection(member);
            member.recorder().drop();
            vacancies.add(Place.NEW);
        }
        present.clear();
    }

    private void watchRecovery(long elapsedNs) {
        if (storming
                && givenUp <= givenUpBeforeStorm
                && vacancies.isEmpty()
                && returns.isEmpty()
                && present.stream().allMatch(Member::isOpen)) {
            storming = false;
            recoveryNs = elapsedNs - stormNs;
        }
    }

    /** Whether there is nobody, and nobody will come by itself. */
    public boolean isDeserted() {
        return places > 0 && givenUp == places && placesToCome <= places;
    }

    /**
     * How it went so far. Who was open until a moment ago and is about to come back keeps its place; who has tried that
     * in vain does not.
     */
    public Turnover turnover() {
        long open = present.stream().filter(Member::isThere).count();
        // Nobody hears of ends after the window.
        long unheard = present.stream()
                .filter(member -> member.isOpen() && !member.isThere() && comesBack(member))
                .count();
        long away = returns.stream().filter(due -> due.what().failures() == 0).count();
        int here = Math.toIntExact(open + unheard + away);
        return new Turnover(
                population.attempts(), population.opened(), left, lost, cameBack, peak, places, here, recoveryNs);
    }
}
