import Foundation
import LockKit
import ServiceKit
import Testing

@testable import TeamsNotifications

@Suite struct KeyExpiryTests {
    /// The hand of a clock.
    private final class Hand: Sendable {
        let now: Mutex<Date>
        init(_ now: Date) { self.now = Mutex(now) }
    }

    private let noon = Date(timeIntervalSince1970: 1_795_168_800)

    @Test func aKeyIsRefusedFromItsExpiryOn() async throws {
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let book = APIKeyBook(store: store)
        let secret = try await book.add("builds", scope: .send, expiresAt: noon, now: noon.addingTimeInterval(-60))
        let hand = Hand(noon.addingTimeInterval(-1))
        let ring = APIKeyring(try await book.keys(), wallClock: WallClock { hand.now.withLock { $0 } })
        #expect(ring.key(secret)?.name == "builds")
        hand.now.withLock { $0 = noon }
        #expect(ring.key(secret) == nil)
        let kept = try #require(try await book.keys().first)
        #expect(kept.expiresAt == noon && kept.ending == String(secret.suffix(4)))
    }

    @Test func oneWhoseExpiryCannotBeReadCountsNoMore() throws {
        let digest = String(repeating: "ab", count: 32)
        #expect(APIKey(name: "a", stored: "{\"scope\":\"read\",\"sha256\":\"\(digest)\"}")?.expiresAt == nil)
        for expiry in ["\"soon\"", "1", "null"] {
            let stored = "{\"scope\":\"read\",\"sha256\":\"\(digest)\",\"expiresAt\":\(expiry)}"
            #expect(APIKey(name: "a", stored: stored) == nil, "\(expiry)")
        }
    }
}
