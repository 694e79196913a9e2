import HTTPKit
import ServiceKit
import Synchronization
import Testing
import TokenKit

@testable import TeamsApp

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
        #expect(bot.teams.keyReads == 2)
        #expect(bot.log.records.contains { $0.level == .error })
    }

    @Test("TOK-1 Without any keys a token is refused, and accepted once the keys can be read")
    func recovery() async throws {
        let bot = bot()
        bot.teams.state.withLock { $0.isKeyServiceDown = true }
        #expect(try await bot.post(Inbound.message("hello", id: "1")).status == 401)
        bot.teams.state.withLock { $0.isKeyServiceDown = false }
        bot.clock.advance(by: KeySource.coolDown)
        #expect(try await bot.post(Inbound.message("hello", id: "2")).status == 200)
    }
}
