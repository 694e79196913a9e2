internal import LockKit
internal import TokenKit

/// The keys that count right now.
package final class APIKeyring: Sendable {
    private let keys: Mutex<[APIKey]>

    package init(_ keys: [APIKey] = []) { self.keys = Mutex(keys) }

    /// From now on these count, and no others.
    package func replace(with keys: [APIKey]) { self.keys.withLock { $0 = keys } }

    /// The key that `secret` is. All keys are compared, each to its last byte, so that the time tells nothing.
    func key(_ secret: String) -> APIKey? {
        let digest = APIKey.digest(of: secret)
        return keys.withLock { keys in
            var found: APIKey?
            for key in keys {
                var difference: UInt8 = 0
                for (left, right) in zip(key.digest, digest) { difference |= left ^ right }
                if difference == 0 { found = key }
            }
            return found
        }
    }
}
