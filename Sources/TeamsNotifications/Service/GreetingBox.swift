internal import LockKit

/// The key that was made at the start, between the one who made it and the one who tells it.
final class GreetingBox: Sendable {
    private let key = Mutex<String?>(nil)

    var newKey: String? { key.withLock { $0 } }

    func set(_ newKey: String?) { key.withLock { $0 = newKey } }
}
