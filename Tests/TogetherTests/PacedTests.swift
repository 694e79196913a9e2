import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

/// How long a request, or its answer, is under way, in milliseconds.
private struct Way: Sendable, CustomTestStringConvertible {
    let shortest: Int
    let longest: Int
    var testDescription: String { "\(shortest)–\(longest) ms" }
}

@Suite("A paced bot and the documented limits", .timeLimit(.minutes(20)))
struct PacedTests {
    @Test(
        "thousands of messages and questions in many conversations: nothing is refused",
        arguments: [Way(shortest: 0, longest: 0), Way(shortest: 20, longest: 30), Way(shortest: 20, longest: 120)])
    private func neverRefused(way: Way) async throws {
        let random = Mutex(SeededGenerator())
        let seed = random.withLock { $0.seed }
        try await Harbor.with(
            latency: {
                random.withLock { .milliseconds(Int.random(in: way.shortest...way.longest, using: &$0)) }
            }
        ) { harbor in
            try await harbor.gesture("PATCH", "limits", "documented")
            var places = [harbor.group, harbor.channel, harbor.personal]
            for number in 0..<9 { places.append(try await harbor.chat("Watch \(number)")) }
            // One conversation gets more than a minute's worth; the others make the bot meet its tenant's window.
            let counts = [150] + Array(repeating: 75, count: places.count - 1)
            let began = harbor.clock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, count) in zip(places, counts) {
                    group.addTask {
                        for number in 0..<count {
                            var activity = Activity(text: "\(number)")
                            // Some become two messages, and count twice.
                            if number.isMultiple(of: 10) { activity.attachments = [card] }
                            _ = try await harbor.connector.send(activity, in: place)
                        }
                    }
                    group.addTask {
                        for _ in 0..<count / 2 { _ = try await harbor.connector.membersPage(of: place) }
                    }
                    group.addTask {
                        for _ in 0..<count / 2 { _ = try await harbor.connector.membersPage(of: place) }
                    }
                }
                try await group.waitForAll()
            }
            let attempts = harbor.wire.attempts
            #expect(attempts.count { $0.status == 429 } == 0, "seed \(seed)")
            #expect(attempts.allSatisfy { $0.status == 201 || $0.status == 200 }, "seed \(seed)")
            let total = counts.reduce(0) { $0 + $1 + $1 / 2 * 2 }
            #expect(attempts.count == total, "seed \(seed)")
            let log = try await harbor.gesture("GET", "log")
            #expect(log.arrayValue?.count { $0["status"] == 429 } == 0, "seed \(seed)")
            // 150 messages to one conversation cannot go faster, whatever the way is like.
            #expect(began.duration(to: harbor.clock.now) >= .seconds(62))
        }
    }

    @Test("the same without pacing is refused: the limits are there")
    func refusedWithoutPacing() async throws {
        var options = Connector.Options.unpaced
        options.retry = .never
        try await Harbor.with(options) { harbor in
            try await harbor.gesture("PATCH", "limits", "documented")
            var refused: [ConnectorError.Code] = []
            for _ in 0..<10 {
                do throws(ConnectorError) {
                    _ = try await harbor.connector.send(Activity(text: "x"), in: harbor.group)
                } catch {
                    refused.append(error.code)
                    #expect(error.retryAfter == .seconds(1))
                }
            }
            #expect(refused == [.throttled, .throttled, .throttled])
        }
    }
}

private let card = Attachment(.adaptiveCard, content: ["type": "AdaptiveCard", "version": "1.5"])

extension Harbor {
    /// A new group chat of Ines and Bo, with the bot.
    fileprivate func chat(_ name: String) async throws -> ConversationReference {
        let chat = try await gesture(
            "POST", "chats", ["as": "ines", "kind": "group", "members": ["bo"], "name": .string(name)])
        let id = chat["id"]?.stringValue ?? ""
        try await gesture("POST", "installations", ["as": "ines", "bot": bot, "chat": .string(id)])
        return reference(ConversationID(rawValue: id), .groupChat)
    }
}
