import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

@Suite("Texts that are too many for one conversation", .timeLimit(.minutes(10)))
struct DigestTests {
    @Test("two thousand events in a minute are all there a minute later, in order, in sixty messages a half minute")
    func burst() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            let wall = virtual.clock.wallClock(startingAt: .start)
            try await rig.run {
                for number in 0..<2000 {
                    rig.store.plan(
                        NotificationID(rawValue: "e\(number)"), to: ["19:alarm"], dueAt: wall.now)
                    rig.dispatcher.wake("t")
                    await rig.pass(.milliseconds(30))
                }
                await rig.finish(within: .seconds(60))
            }
            #expect(rig.store.count(.delivered) == 2000)
            #expect(rig.teams.refused == 0)
            #expect(rig.teams.log.fit(FakeTeams.Limit.conversation))
            let lines = rig.teams.taken.flatMap { $0.text.components(separatedBy: "\n\n") }
            #expect(lines == (0..<2000).map { "e\($0) v1" })
            for delivery in rig.store.deliveries() {
                let late = delivery.attempts[0].at.timeIntervalSince(delivery.dueAt)
                #expect(late <= 60)
                guard late <= 60 else { break }
            }
            #expect(rig.teams.taken.allSatisfy { $0.text.utf16.count * 2 <= Digest.mostBytes })
        }
    }

    @Test("a change or a recall of some rebuilds their message from the others, and takes it away with the last")
    func rebuilt() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            for number in 0..<70 { rig.store.plan(NotificationID(rawValue: "e\(number)"), to: ["19:alarm"]) }
            try await rig.run {
                await rig.finish()
                #expect(rig.teams.taken.count == 1)
                rig.store.replace("e3", recall: false)
                rig.store.replace("e5", recall: true)
                rig.dispatcher.wake("t")
                await rig.finish()
                let put = rig.teams.taken.filter { $0.method == "PUT" }
                #expect(put.count == 1)
                let lines = put.last?.text.components(separatedBy: "\n\n") ?? []
                #expect(lines.count == 69)
                #expect(lines.contains("e3 v2") && !lines.contains { $0.hasPrefix("e5 ") })
                for number in 0..<70 where number != 5 {
                    rig.store.replace(NotificationID(rawValue: "e\(number)"), recall: true)
                }
                rig.dispatcher.wake("t")
                await rig.finish()
                #expect(rig.teams.taken.last?.method == "DELETE")
                #expect(rig.store.deliveries().allSatisfy { $0.code == .recalled })
                #expect(Set(rig.store.deliveries().map(\.activityID)).count == 1)
            }
        }
    }

    @Test("a text that the service does not want fails alone, whatever it was joined with")
    func poison() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            for number in 0..<90 { rig.store.plan(NotificationID(rawValue: "e\(number)"), to: ["19:alarm"]) }
            rig.teams.answer { request in
                request.text.components(separatedBy: "\n\n").contains("e33 v1")
                    ? .status(400, ["error": ["code": "BadArgument", "message": "no"]]) : nil
            }
            try await rig.run { await rig.finish(within: .seconds(120)) }
            let failed = rig.store.deliveries().filter { $0.state != .delivered }
            #expect(failed.map(\.notification) == ["e33"])
            #expect(failed.first?.code == "badArgument")
            let lines = rig.teams.taken.flatMap { $0.text.components(separatedBy: "\n\n") }
            #expect(lines == (0..<90).filter { $0 != 33 }.map { "e\($0) v1" })
            #expect(rig.teams.log.count <= 30)
        }
    }

    @Test("texts are joined up to a size, and the first always fits")
    func size() {
        var digest = Digest()
        let long = String(repeating: "x", count: 20_000)
        let fits = [digest.add(long), digest.add("y")]
        #expect(fits == [true, false])
        digest = Digest()
        var count = 0
        while digest.add(String(repeating: "x", count: 998)) { count += 1 }
        #expect(count == 14)
        #expect(digest.text.utf16.count * 2 <= Digest.mostBytes)
    }
}
