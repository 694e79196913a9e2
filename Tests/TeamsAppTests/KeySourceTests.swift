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
        // The stranger came when that reading had begun, so that it could not know the key: there was one more.
        #expect(bot.teams.keyReads == 3)
    }

    @Test("A reading has five seconds, both documents together")
    func patience() async throws {
        let bot = bot()
        _ = try await bot.post(Inbound.message("hello", id: "1"))
        let reads = bot.teams.state.withLock { $0.requests }.filter { $0.method == "GET" }
        #expect(reads.count == 2)
        #expect(reads.allSatisfy { $0.timeout == .seconds(5) && $0.maxResponseBytes == 8 << 20 })
    }

    @Test("Strange keys in the document are left out")
    func strangeKeys() async throws {
        let bot = bot()
        let strange: [JSONValue] = [
            nil, "text", 7, [], [:], ["kty": "EC", "kid": "E"], ["kty": "RSA", "kid": 7, "n": "AQAB", "e": "AQAB"],
            ["kty": "RSA", "kid": "bad", "n": "%%", "e": "AQAB"],
            ["kty": "RSA", "kid": "short", "n": "AQAB", "e": "AQAB"],
            ["kty": "RSA", "kid": "endless", "n": .string(String(repeating: "A", count: 20_000)), "e": "AQAB"],
        ]
        bot.teams.state.withLock { $0.extraKeys = strange }
        #expect(try await bot.post(Inbound.message("hello")).status == 200)
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

    @Test("Two key changes within a minute, or within a second, lose no delivery", arguments: [30, 1, 0])
    func changes(seconds: Int) async throws {
        let bot = bot()
        #expect(try await bot.post(Inbound.message("hello", id: "1")).status == 200)
        for (number, key) in [FakeTeams.otherKey, FakeTeams.thirdKey, FakeTeams.key].enumerated() {
            bot.clock.advance(by: .seconds(seconds))
            bot.teams.state.withLock { $0.keys = [key] }
            let token = "Bearer \(try bot.token(signedBy: key))"
            let body = Inbound.message("hello", id: "after \(number)")
            #expect(await bot.post(body, authorization: token).status == 200)
        }
        #expect(bot.teams.keyReads == 4)
    }

    @Test("A new key that comes after a stranger's waits for the end of the pause, and its delivery is not lost")
    func waits() async throws {
        let bot = bot()
        // No activity, so that no turn sleeps on the clock.
        #expect(try await bot.post([]).status == 400)
        let stranger = "Bearer \(try bot.token(header: ["kid": "made up"]))"
        #expect(await bot.post(Inbound.message("hello", id: "2"), authorization: stranger).status == 401)
        bot.clock.advance(by: .seconds(1))
        bot.teams.state.withLock { $0.keys = [FakeTeams.otherKey] }
        let token = "Bearer \(try bot.token(signedBy: FakeTeams.otherKey))"
        async let waiting = bot.post(Inbound.message("hello", id: "3"), authorization: token)
        await bot.clock.waitForSleepers()
        #expect(await bot.post(Inbound.message("hello", id: "4"), authorization: stranger).status == 401)
        #expect(bot.teams.keyReads == 2)
        bot.clock.advance(by: .seconds(9))
        #expect(await waiting.status == 200)
        #expect(await bot.post(Inbound.message("hello", id: "5"), authorization: token).status == 200)
        #expect(bot.teams.keyReads == 3)
        let reads = bot.teams.state.withLock { $0.requests }.filter { $0.method == "GET" }
        #expect(reads.suffix(2).allSatisfy { $0.timeout == KeySchedule.latePatience })
    }

    @Test("Whoever closes the connection waits no longer")
    func closed() async throws {
        let bot = bot()
        #expect(try await bot.post([]).status == 400)
        let token = { (id: String) in "Bearer \(try bot.token(header: ["kid": .string(id)]))" }
        #expect(await bot.post(Inbound.message("hello"), authorization: try token("x")).status == 401)
        let authorization = try token("y")
        let waiting = Task { await bot.post(Inbound.message("hello"), authorization: authorization).status }
        await bot.clock.waitForSleepers()
        waiting.cancel()
        #expect(await waiting.value == 401)
        #expect(bot.teams.keyReads == 2)
    }

    @Test("An app that ends lets nobody wait for the end of a pause", .timeLimit(.minutes(10)))
    func ends() async throws {
        let bot = bot()
        bot.teams.state.withLock { $0.isKeyServiceDown = true }
        #expect(try await bot.post(Inbound.message("hello", id: "1")).status == 401)
        async let waiting = bot.post(Inbound.message("hello", id: "2")).status
        await bot.clock.waitForSleepers()
        await bot.app.drain()
        #expect(try await waiting == 401)
        #expect(try await bot.post(Inbound.message("hello", id: "3")).status == 401)
        #expect(bot.teams.keyReads == 1)
    }

    @Test("A token that is wrong in another way has no key looked for")
    func notWorthIt() async throws {
        let bot = bot()
        let tokens = [
            try bot.token { $0["aud"] = "somebody else" }, try bot.token { $0["iss"] = "https://evil.test" },
            try bot.token { $0["exp"] = 1 }, try bot.token(header: ["kid": nil]), try bot.token(header: ["kid": 7]),
            "a.b.c", "",
        ]
        for token in tokens {
            #expect(await bot.post(Inbound.message("hello"), authorization: "Bearer \(token)").status == 401)
        }
        #expect(bot.teams.keyReads == 0)
    }
}
