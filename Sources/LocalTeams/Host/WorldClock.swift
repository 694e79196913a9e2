internal import Foundation
internal import ServiceKit

/// The clock that the world follows: the machine's, or one that stands still until it is moved.
final class WorldClock: Sendable {
    /// Shows the time since 1970; nil for the machine's clock.
    private let virtual: ManualClock?

    /// - Parameter stoppedAt: where a virtual clock stands; nil for the machine's clock.
    init(stoppedAt: Instant?) {
        virtual = stoppedAt.map { ManualClock(showing: $0.onManualClock) }
    }

    /// Follows a clock that others follow too, such as the bot's in a test: both sides of a wait on one clock.
    init(_ clock: ManualClock) { virtual = clock }

    var isVirtual: Bool { virtual != nil }

    var now: Instant { virtual.map { Instant($0.now) } ?? Self.machine }

    /// What the machine's clock shows.
    static var machine: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// The first instant at which a sleeper wants to be woken; nil on the machine's clock.
    var nextDeadline: Instant? { virtual?.nextDeadline.map { Instant($0) } }

    /// Moves a virtual clock, also back, and wakes those whose time has come in the order of their deadlines. Does
    /// nothing to the machine's clock.
    func set(_ instant: Instant) { virtual?.set(to: instant.onManualClock) }

    /// Suspends until this clock shows `deadline`.
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(until deadline: Instant) async throws {
        if let virtual { return try await virtual.sleep(until: deadline.onManualClock) }
        // The real clock is the machine's: there is nothing to drive. Tests use the virtual one.
        let left = deadline.milliseconds - Self.machine.milliseconds
        try await Task.sleep(for: .milliseconds(max(0, left)))
    }
}

extension Instant {
    fileprivate init(_ instant: ManualClock.Instant) {
        self.init(milliseconds: Int64(instant.offset.wholeMilliseconds))
    }

    fileprivate var onManualClock: ManualClock.Instant { ManualClock.Instant(offset: .milliseconds(milliseconds)) }
}
