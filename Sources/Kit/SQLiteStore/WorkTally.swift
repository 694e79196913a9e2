internal import LockKit

/// Counts the reads and writes that were asked for and are not answered yet.
final class WorkTally: Sendable {
    private let count = Mutex(0)

    var isEmpty: Bool { count.withLock { $0 == 0 } }

    func begin() { count.withLock { $0 += 1 } }
    func end() { count.withLock { $0 -= 1 } }
}
