internal import LockKit
package import ServiceKit
internal import TokenKit

/// The keys that count right now.
package final class APIKeyring: Sendable {
    private let keys: Mutex<[APIKey]>
    private let wallClock: WallClock

    /// - Parameter wallClock: tells when keys expire.
    package init(_ keys: [APIKey] = [], wallClock: WallClock = .system) {
        self.keys = Mutex(keys)
        self.wallClock = wallClock
    }

    /// From now on these count, and no others.
    package func replace(with keys: [APIKey]) { self.keys.withLock { $0 = keys } }

    /// The key that `secret` is. All keys are compared, each to its last byte, so that the time tells nothing; and not
    /// the keys themselves but their digests, of which nobody can choose how they begin.
    func key(_ secret: String) -> APIKey? {
        let digest = APIKey.digest(of: secret)
        let found = keys.withLock { keys in
            var found: APIKey?
            for key in keys where Self.isSame(key.digest, digest) { found = key }
            return found
        }
        return found?.isValid(at: wallClock.now) == true ? found : nil
    }

    /// Whether two digests are the same, looked at to the end.
    static func isSame(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
        var difference: UInt8 = 0
        for (left, right) in zip(left, right) { difference |= left ^ right }
        return difference == 0
    }
}
