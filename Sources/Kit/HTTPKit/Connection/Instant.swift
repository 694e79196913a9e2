internal import CLibSystem

/// A moment on a clock that only moves forward.
///
/// Of this module's own because its layout is known here: state that holds a `ContinuousClock.Instant` is copied and
/// compared through the standard library at every step.
struct Instant: Hashable, Comparable, Sendable {
    private let sinceOrigin: Duration

    /// This moment.
    static var now: Instant {
        Instant(sinceOrigin: .nanoseconds(csystem_nanoseconds()))
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
