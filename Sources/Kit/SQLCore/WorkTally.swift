internal import LockKit

/// Counts the reads and writes that were asked for and are not answered yet.
package final class WorkTally: Sendable {
    private let count = Mutex(0)

    package init() {}

    package var isEmpty: Bool { count.withLock { $0 == 0 } }

    package func begin() { count.withLock { $0 += 1 } }
    package func end() { count.withLock { $0 -= 1 } }
}
