internal import Glibc

/// A moment on a clock that only moves forward.
///
/// Of this module's own because its layout is known here: state that holds a `ContinuousClock.Instant` is copied and
/// compared through the standard library at every step.
struct Instant: Hashable, Comparable, Sendable {
    private let sinceOrigin: Duration

    /// This moment.
    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(sinceOrigin: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    static func < (left: Instant, right: Instant) -> Bool { left.sinceOrigin < right.sinceOrigin }
    static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(sinceOrigin: instant.sinceOrigin + duration)
    }
    static func - (instant: Instant, duration: Duration) -> Instant {
        Instant(sinceOrigin: instant.sinceOrigin - duration)
    }
    static func - (left: Instant, right: Instant) -> Duration { left.sinceOrigin - right.sinceOrigin }
    static func += (instant: inout Instant, duration: Duration) { instant = instant + duration }
}
