import HTTPKit
import ServiceKit
import Testing

@testable import TeamsApp

struct RefusalTallyTests {
    @Test func theFirstIsWrittenAtOnceAndMoreAreCounted() {
        var tally = RefusalTally()
        #expect(tally.refused("401 a", at: .seconds(1)).isWritten)
        for _ in 0..<1_000 { #expect(!tally.refused("401 a", at: .seconds(2)).isWritten) }
        #expect(!tally.refused("400 b", at: .milliseconds(60_999)).isWritten)
        #expect(tally.due(at: .milliseconds(60_999)) == nil)
        let next = tally.refused("401 a", at: .seconds(61))
        #expect(next.isWritten)
        #expect(next.before == .init(count: 1_001, reasons: "1000× 401 a; 1× 400 b"))
        #expect(tally.due(at: .seconds(200)) == nil, "nothing was counted")
        #expect(!tally.isPending)
    }

    @Test func reasonsAreBounded() {
        var tally = RefusalTally()
        for reason in 0..<10_000 { _ = tally.refused("reason \(reason)", at: .zero) }
        let summary = tally.close()
        #expect(summary?.count == 9_999)
        #expect(summary?.reasons.hasPrefix("9991× other reasons") == true)
        #expect((summary?.reasons.count ?? 0) < 200)
    }

    @Test func aThousandRefusedRequestsWriteTwoLines() async throws {
        let bot = Bot()
        bot.app.onMessage { _ in }
        for _ in 0..<1_000 { #expect(await bot.post(Inbound.message("x"), authorization: nil).status == 401) }
        #expect(bot.log.records.count == 1)
        bot.clock.advance(by: .seconds(60))
        #expect(try await bot.post(Inbound.message("x")).status == 200)
        #expect(bot.log.records.map(\.message) == ["Refused a request", "Refused more requests"])
        #expect(bot.log.records[1].metadata["count"] == "999")
        #expect(await bot.post(Inbound.message("x"), authorization: nil).status == 401)
        #expect(await bot.post(Inbound.message("x"), authorization: nil).status == 401)
        await bot.app.drain()
        #expect(bot.log.records.count == 4, "what was counted is written at the end")
    }
}
