internal import Foundation
internal import LockKit
package import ServiceKit

/// Makes ids of notifications: ten characters of time and ten of chance, in an alphabet that sorts as the numbers do.
/// Within one process each is later than the one before, also within a millisecond and when the clock is set back.
package final class NotificationIDMaker: Sendable {
    private struct Last {
        var milliseconds: UInt64 = 0
        var chance: UInt64 = 0
    }
    private let last = Mutex(Last())
    private let wallClock: WallClock
    private let random: @Sendable () -> UInt64

    /// - Parameter random: any number.
    package init(
        wallClock: WallClock, random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.wallClock = wallClock
        self.random = random
    }

    package func next() -> NotificationID {
        let now = UInt64(min(max(wallClock.now.timeIntervalSince1970, 0), 1e11) * 1000)
        // Half of the numbers are left for those that come in the same millisecond.
        let fresh = random() & (Self.mask >> 1)
        let next = last.withLock { last in
            if now > last.milliseconds {
                last = Last(milliseconds: now, chance: fresh)
            } else if last.chance < Self.mask {
                last.chance += 1
            } else {
                last = Last(milliseconds: last.milliseconds + 1, chance: fresh)
            }
            return last
        }
        return NotificationID(rawValue: Self.text(next.milliseconds) + Self.text(next.chance))
    }

    /// Fifty bits: ten characters of five.
    private static let mask: UInt64 = (1 << 50) - 1
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func text(_ number: UInt64) -> String {
        let bytes = (0..<10).map { place in alphabet[Int(number >> UInt64(45 - 5 * place)) & 31] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
