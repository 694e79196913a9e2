import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

private func refusal(_ status: Int, _ code: String) -> FakeTeams.Reply {
    .status(status, ["error": ["code": .string(code), "message": "no"]])
}

/// Answers the first so many requests, and nothing after them.
private func first(_ count: Int, _ reply: FakeTeams.Reply) -> @Sendable (FakeTeams.Request) -> FakeTeams.Reply? {
    { $0.number <= count ? reply : nil }
}

private struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reply: FakeTeams.Reply
    var times = 1
    var guarantee = NotificationGuarantee.documented
    let state: DeliveryState
    var code: DeliveryCode?
    let attempts: [Int?]
}

private let rows: [Row] = [
    Row(
        testDescription: "400 alone", reply: refusal(400, "BadArgument"), state: .failed, code: "badArgument",
        attempts: [400]),
    Row(
        testDescription: "413", reply: refusal(413, "MessageSizeTooBig"), state: .failed, code: "tooLarge",
        attempts: [413]),
    Row(
        testDescription: "500 never again", reply: refusal(500, "ServiceError"), state: .failed, code: "serviceFailed",
        attempts: [500]),
    Row(testDescription: "503 again", reply: refusal(503, "ServiceError"), state: .delivered, attempts: [503, 201]),
    Row(
        testDescription: "503 four times", reply: refusal(503, "ServiceError"), times: 9, state: .failed,
        code: "serviceFailed", attempts: [503, 503, 503, 503]),
    Row(
        testDescription: "502 at most once", reply: refusal(502, "ServiceError"), guarantee: .atMostOnce,
        state: .unknown, code: "serviceFailed", attempts: [502]),
    Row(
        testDescription: "412 again", reply: refusal(412, "PreconditionFailed"), state: .delivered,
        attempts: [412, 201]),
    Row(
        testDescription: "429 without a time", reply: refusal(429, "Throttled"), state: .delivered,
        attempts: [429, 201]),
    Row(testDescription: "dropped", reply: .lost, state: .unknown, code: "dropped", attempts: [nil]),
    Row(
        testDescription: "dropped at least once", reply: .lost, guarantee: .atLeastOnce, state: .delivered,
        attempts: [nil, 201]),
    Row(
        testDescription: "dropped at most once", reply: .lost, guarantee: .atMostOnce, state: .unknown, code: "dropped",
        attempts: [nil]),
    Row(testDescription: "timed out", reply: .failure(.timeout), state: .unknown, code: "timedOut", attempts: [nil]),
    Row(
        testDescription: "not connected: nothing was sent", reply: .failure(.connect), times: 3, guarantee: .atMostOnce,
        state: .delivered, attempts: [201]),
    Row(
        testDescription: "401 until it is mended", reply: refusal(401, "BotNotRegistered"), times: 3, state: .delivered,
        attempts: [401, 401, 401, 201]),
    Row(
        testDescription: "blocked", reply: refusal(403, "ConversationBlockedByUser"), state: .failed,
        code: "blockedByUser", attempts: [403]),
    Row(
        testDescription: "another host", reply: refusal(403, "InvalidBotApiHost"), state: .delivered,
        attempts: [403, 201]),
    Row(
        testDescription: "neither host", reply: refusal(403, "InvalidBotApiHost"), times: 9, state: .failed,
        code: "wrongHost", attempts: [403, 403]),
]

@Suite("What goes wrong on the way", .timeLimit(.minutes(10)))
struct LaneFaultTests {
    @Test("each answer has its state, code and attempts", arguments: rows)
    private func table(row: Row) async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: ["a:1"]) { $0.guarantee = row.guarantee }
            rig.teams.answer(first(row.times, row.reply))
            try await rig.run { await rig.finish(within: .seconds(300)) }
            let delivery = try #require(rig.store.deliveries().first)
            #expect(delivery.state == row.state)
            #expect(delivery.code == row.code)
            #expect(delivery.attempts.map(\.status) == row.attempts)
            #expect(delivery.work == nil)
        }
    }

    @Test("the other host is remembered for the whole organisation")
    func otherHost() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(3))
            rig.teams.answer { $0.url.hasPrefix("https://smba.infra.gcc") ? nil : refusal(403, "InvalidBotApiHost") }
            try await rig.run {
                await rig.finish()
                rig.store.plan("m", to: people(3))
                rig.dispatcher.wake("t")
                await rig.finish()
            }
            #expect(rig.store.count(.delivered) == 6)
            #expect(rig.teams.log.count { !$0.url.hasPrefix("https://smba.infra.gcc") } <= 3)
            #expect(rig.store.deliveries("m").allSatisfy { $0.attempts.count == 1 })
        }
    }

    @Test("a wrong secret stops the lane, says so, ends nothing, and one request tries again at least every 15 s")
    func unauthorized() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(300))
            let isWrong = Mutex(true)
            rig.teams.answer { _ in isWrong.withLock { $0 } ? refusal(401, "BotNotRegistered") : nil }
            try await rig.run {
                await rig.pass(.seconds(120))
                #expect(rig.dispatcher.health.first?.problem?.contains("CLIENT_SECRET") == true)
                #expect(rig.store.count(.planned) == 300)
                let tries = rig.teams.log.map(\.at).filter { $0 > .seconds(30) }
                #expect(tries.count >= 6)
                #expect(zip(tries, tries.dropFirst()).allSatisfy { $1 - $0 <= .seconds(16) && $1 - $0 >= .seconds(14) })
                isWrong.withLock { $0 = false }
                await rig.finish()
                #expect(rig.dispatcher.health.first?.problem == nil)
            }
            #expect(rig.store.count(.delivered) == 300)
        }
    }

    @Test("a service that refuses connections: everything waits, nothing fails, and a broken address alone gives up")
    func unconnected() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(200))
            let isDown = Mutex(true)
            rig.teams.answer { request in
                isDown.withLock { $0 } || request.conversation == "a:5" ? .failure(.connect) : nil
            }
            try await rig.run {
                await rig.pass(.seconds(60))
                #expect(rig.store.count(.planned) == 200)
                #expect(rig.teams.log.count < 70)
                #expect(rig.dispatcher.health.first?.problem != nil)
                isDown.withLock { $0 = false }
                await rig.pass(.seconds(30))
                #expect(rig.store.count(.delivered) == 199)
                // Others must be connected meanwhile, or it could be the service.
                for number in 0..<10 {
                    rig.store.plan(NotificationID(rawValue: "m\(number)"), to: ["a:9"])
                    rig.dispatcher.wake("t")
                    await rig.pass(.seconds(10))
                }
            }
            #expect(rig.store.deliveries("n")[5].state == .failed)
            #expect(rig.store.deliveries("n")[5].code == "notConnected")
        }
    }

    @Test("a full disk: nothing is sent without its intent, receipts are kept, and all is well when there is room")
    func fullDisk() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: { .milliseconds(100) }))
            rig.store.plan("n", to: people(400))
            try await rig.run {
                await rig.pass(.milliseconds(2050))
                rig.store.ledger.change {
                    $0.failsBegin = true; $0.failsRecord = true
                }
                await rig.pass(.milliseconds(500))
                let sent = rig.teams.log.count
                #expect(sent > 0 && sent < 400)
                await rig.pass(.seconds(60))
                #expect(rig.teams.log.count == sent)
                #expect(rig.dispatcher.health.first?.problem != nil)
                #expect(rig.dispatcher.storeProblem == "the disk is full")
                rig.store.ledger.change {
                    $0.failsBegin = false; $0.failsRecord = false
                }
                await rig.finish()
                #expect(rig.dispatcher.storeProblem == nil)
            }
            #expect(rig.store.count(.delivered) == 400)
            #expect(rig.teams.log.count == 400)
        }
    }

    @Test("content that cannot be made fails alone")
    func poison() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, messages: Texts(poison: [2]))
            rig.store.plan(
                "n",
                targets: people(3).map { conversation in
                    var target = DeliveryTarget(conversation: conversation, tenant: "t", account: "29:x")
                    target.isTargeted = conversation.rawValue == "a:1"
                    return target
                })
            try await rig.run { await rig.finish() }
            #expect(rig.store.deliveries().map(\.state) == [.delivered, .failed, .delivered])
            #expect(rig.store.deliveries()[1].code == .content)
            #expect(rig.teams.log.count == 2)
        }
    }

    @Test("a person without a chat gets one, once: the second notification takes one request")
    func create() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            let bob = DeliveryTarget(conversation: nil, tenant: "t", user: "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31")
            rig.store.plan("n", targets: [bob])
            rig.store.plan("m", targets: [bob])
            try await rig.run { await rig.finish() }
            #expect(rig.teams.log.count == 3)
            #expect(rig.teams.log[0].json["members"]?.arrayValue?.first?["id"]?.stringValue == bob.user)
            #expect(rig.store.count(.delivered) == 2)
            #expect(rig.store.deliveries("n")[0].attempts.map(\.status) == [201, 201])
            #expect(rig.store.deliveries("n")[0].target.conversation == "a:new1")
            #expect(rig.store.deliveries("m")[0].attempts.count == 1)
        }
    }

    @Test("what the service refuses for good is known of the conversation, and a chat that was opened is known")
    func registry() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            try await rig.app.conversations.upsert([KnownConversation(.testing("a:0", in: "t"))])
            rig.store.plan("n", to: people(1))
            rig.store.plan(
                "m",
                targets: [DeliveryTarget(conversation: nil, tenant: "t", user: "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31")])
            rig.teams.answer {
                $0.conversation == "a:0" ? refusal(403, "ConversationBlockedByUser") : nil
            }
            try await rig.run { await rig.finish() }
            let closure = try await rig.app.conversations.conversation("a:0")?.closure
            #expect(closure?.reason == .blockedByUser)
            #expect(closure?.notification == "n")
            let opened = try #require(rig.store.deliveries("m").first?.target.conversation)
            #expect(
                try await rig.app.conversations.conversation(opened)?.person?.directoryID?.hasPrefix("6a1d") == true)
        }
    }

    @Test("a message for one person names that person, and so does its change")
    func targeted() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            var target = DeliveryTarget(conversation: "19:g@thread.v2", tenant: "t", account: "29:bo")
            target.isTargeted = true
            rig.store.plan("n", targets: [target])
            try await rig.run {
                await rig.finish()
                rig.store.replace("n", recall: false)
                rig.dispatcher.wake(nil)
                await rig.finish()
                rig.store.replace("n", recall: true)
                rig.dispatcher.wake(nil)
                await rig.finish()
            }
            let log = rig.teams.log
            #expect(log.map(\.method) == ["POST", "PUT", "DELETE"])
            #expect(log.allSatisfy { $0.url.hasSuffix("?isTargetedActivity=true") })
            #expect(log.map { $0.json["recipient"]?["id"]?.stringValue } == ["29:bo", nil, nil])
            #expect(rig.store.deliveries()[0].code == .recalled)
            #expect(rig.store.deliveries()[0].state == .delivered)
        }
    }

    @Test("changes are repeated whatever happened, and a message that is gone is taken back already")
    func changes() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(2)) { $0.isText = false }
            try await rig.run {
                await rig.finish()
                rig.store.replace("n", recall: false)
                let seen = Mutex<Set<String>>([])
                rig.teams.answer { request in
                    guard request.method == "PUT", seen.withLock({ $0.insert(request.conversation).inserted }) else {
                        return nil
                    }
                    return request.conversation == "a:0" ? .lost : refusal(404, "ActivityNotFoundInConversation")
                }
                rig.dispatcher.wake("t")
                await rig.finish()
                #expect(rig.store.deliveries().map(\.state) == [.delivered, .failed])
                #expect(rig.store.deliveries()[0].version == 2)
                #expect(rig.store.deliveries()[0].attempts.map(\.status) == [201, nil, 200])
                rig.store.replace("n", recall: true)
                rig.teams.answer { $0.method == "DELETE" ? refusal(404, "ActivityNotFoundInConversation") : nil }
                rig.dispatcher.wake("t")
                await rig.finish()
                #expect(rig.store.deliveries()[0].state == .delivered)
                #expect(rig.store.deliveries()[0].code == .recalled)
            }
        }
    }

    @Test("what is cancelled is off the wire when that is told, and nothing more goes")
    func cancelled() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: { .milliseconds(80) }))
            rig.store.plan("n", to: people(400))
            rig.store.plan("other", to: (0..<50).map { ConversationID(rawValue: "a:o\($0)") })
            try await rig.run {
                await rig.pass(.milliseconds(2100))
                rig.store.ledger.change { $0.campaigns["n"]!.isCancelled = true }
                await rig.dispatcher.settle { $0.notification == "n" }
                let sent = rig.teams.log.count { $0.text.hasPrefix("n ") }
                #expect(rig.store.deliveries("n").allSatisfy { $0.state != .sending })
                await rig.pass(.seconds(20))
                #expect(rig.teams.log.count { $0.text.hasPrefix("n ") } == sent)
                #expect(sent > 0 && sent < 400)
            }
            #expect(rig.store.deliveries("other").allSatisfy { $0.state == .delivered })
        }
    }

    @Test("an end waits for what is on the wire, and begins nothing")
    func shutdown() async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual, teams: FakeTeams(virtual.clock, way: { .seconds(2) }))
            rig.store.plan("n", to: people(120))
            try await rig.run { await rig.pass(.milliseconds(500)) }
            #expect(rig.teams.log.count == RoundTrips.few)
            #expect(rig.store.count(.delivered) == RoundTrips.few)
            #expect(rig.store.count(.sending) == 0)
        }
    }

    @Test(
        "what was on the wire of a life before is settled by its guarantee", arguments: NotificationGuarantee.allCases)
    func interrupted(guarantee: NotificationGuarantee) async throws {
        try await VirtualTime.run { virtual in
            let rig = Rig(virtual)
            rig.store.plan("n", to: people(3)) { $0.guarantee = guarantee }
            rig.store.ledger.change { ledger in
                ledger.rows[0].delivery.state = .sending
                for (place, work) in [(1, DeliveryWork.update), (2, .delete)] {
                    ledger.rows[place].delivery.state = .delivered
                    ledger.rows[place].delivery.work = work
                    ledger.rows[place].delivery.activityID = "7"
                    ledger.changing.insert(Int64(place + 1))
                }
            }
            try await rig.run { await rig.finish() }
            let first = rig.store.deliveries()[0]
            #expect(first.state == (guarantee == .atLeastOnce ? .delivered : .unknown))
            #expect(first.code == (guarantee == .atLeastOnce ? nil : .interrupted))
            #expect(rig.store.deliveries().dropFirst().allSatisfy { $0.state == .delivered })
        }
    }
}
