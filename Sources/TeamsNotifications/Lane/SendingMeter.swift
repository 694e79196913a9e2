internal import LockKit

/// Counts what sending comes to, for all who send.
final class SendingMeter: Sendable {
    private let kept = Mutex(SendingFigures())

    var figures: SendingFigures { kept.withLock { $0 } }

    func note(_ change: (inout SendingFigures) -> Void) { kept.withLock { change(&$0) } }
}
