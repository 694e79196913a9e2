import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing
import TokenKit

@testable import TeamsApp
@testable import TeamsConnector

struct KeySourceTests {
    private func bot() -> Bot {
        let bot = Bot()
        bot.app.onMessage { _ in }
        return bot
    }

    @Test func keysAreReadOnceForManyRequests() async throws {
        let bot = bot()
        for id in 1...5 { #expect(try await bot.post(Inbound.message("hello", id: "\(id)")).status == 200) }
        #expect(bot.teams.keyReads == 1)
    }

    @Test func requestsAtTheSameTimeWaitForOneReading() async throws {
        let bot = bot()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for id in 1...20 { group.addTask { try await bot.post(Inbound.message("hello", id: "\(id)")).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(bot.teams.keyReads == 1)
    }

    @Test func aNewKeyIsReadAtOnceAndUnknownOnesNotMoreOftenThanEveryTenSeconds() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        let unknown = "Bearer \(try bot.token(signedBy: FakeTeams.otherKey))"
        #expect(await bot.post(Inbound.message("hello", id: "2"), authorization: unknown).status == 401)
        #expect(bot.teams.keyReads == 2)
        bot.teams.state.withLock { $0.keys.append(FakeTeams.otherKey) }
        bot.clock.advance(by: .milliseconds(9_999))
        for _ in 1...50 {
            #expect(await bot.post(Inbound.message("hello", id: "3"), authorization: unknown).status == 401)
        }
        #expect(bot.teams.keyReads == 2)
        bot.clock.advance(by: .milliseconds(1))
        #expect(await bot.post(Inbound.message("hello", id: "4"), authorization: unknown).status == 200)
        #expect(bot.teams.keyReads == 3)
    }

    @Test func aKeyThatChangesRightAfterTheFirstActivityLosesNone() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        bot.teams.state.withLock { $0.keys = [FakeTeams.otherKey] }
        let rotated = "Bearer \(try bot.token(signedBy: FakeTeams.otherKey))"
        #expect(await bot.post(Inbound.message("hello", id: "2"), authorization: rotated).status == 200)
        #expect(bot.teams.keyReads == 2)
    }

    @Test func theLastGoodKeysCountWhileTheServiceIsDown() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        bot.teams.state.withLock { $0.isKeyServiceDown = true }
        bot.clock.advance(by: .seconds(25 * 3600))
        #expect(try await bot.post(Inbound.message("hello", id: "2")).status == 200)
        await bot.app.settleKeys()
        #expect(bot.teams.keyReads == 2)
        #expect(bot.log.records.contains { $0.level == .error })
    }

    @Test func aSilentKeyServiceDelaysNobodyWhoseKeyIsKnown() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        let gate = Gate()
        bot.teams.state.withLock { $0.keyGate = gate }
        bot.clock.advance(by: .seconds(25 * 3600))
        // The keys are old and their service says nothing: nobody opens the gate until these are answered.
        for id in 2...5 { #expect(try await bot.post(Inbound.message("hello", id: "\(id)")).status == 200) }
        let unknown = "Bearer \(try bot.token(signedBy: FakeTeams.otherKey))"
        async let stranger = bot.post(Inbound.message("hello", id: "6"), authorization: unknown)
        for id in 7...9 { #expect(try await bot.post(Inbound.message("hello", id: "\(id)")).status == 200) }
        gate.open()
        #expect(await stranger.status == 401)
        await bot.app.settleKeys()
        #expect(bot.teams.keyReads == 2)
    }

    @Test("A reading has five seconds, both documents together")
    func patience() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        let reads = bot.teams.state.withLock { $0.requests }.filter { $0.method == "GET" }
        #expect(reads.count == 2)
        #expect(reads.allSatisfy { $0.timeout == .seconds(5) && $0.maxResponseBytes == 8 << 20 })
    }

    @Test("A keys document of a megabyte is read, and strange keys in it are left out")
    func largeDocument() async throws {
        let bot = bot()
        var strange: [JSONValue] = [
            nil, "text", 7, [], [:], ["kty": "EC", "kid": "E"], ["kty": "RSA", "kid": 7, "n": "AQAB", "e": "AQAB"],
            ["kty": "RSA", "kid": "bad", "n": "%%", "e": "AQAB"],
            ["kty": "RSA", "kid": "short", "n": "AQAB", "e": "AQAB"],
            ["kty": "RSA", "kid": "endless", "n": .string(String(repeating: "A", count: 20_000)), "e": "AQAB"],
        ]
        for number in 0..<500 {
            var key = FakeTeams.otherKey.publicJWK
            key["kid"] = .string("other-\(number)")
            key["x5c"] = [.string(String(repeating: "M", count: 1_600))]
            key["endorsements"] = ["msteams", "skype", "webchat"]
            strange.append(.object(key))
        }
        let extra = strange
        bot.teams.state.withLock { $0.extraKeys = extra }
        #expect(try await bot.post(Inbound.message("hello")).status == 200)
        let size = bot.teams.state.withLock { $0.keyDocumentBytes }
        #expect(size > 1 << 20)
    }

    @Test("TOK-1 Without any keys a token is refused, and accepted once the keys can be read")
    func recovery() async throws {
        let bot = bot()
        bot.teams.state.withLock { $0.isKeyServiceDown = true }
        #expect(try await bot.post(Inbound.message("hello", id: "1")).status == 401)
        bot.teams.state.withLock { $0.isKeyServiceDown = false }
        bot.clock.advance(by: KeySchedule.coolDown)
        #expect(try await bot.post(Inbound.message("hello", id: "2")).status == 200)
    }
}
