import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// What is for one person's eyes never comes to others', whichever way it is sent.
struct AudienceTests {
    /// A message that says of itself for whom it is.
    private static func marked(_ text: String, for id: AccountID? = "29:ines") -> Message {
        var activity = Activity(text: text)
        activity.recipient = Account()
        activity.recipient?.id = id
        activity.recipient?.isTargeted = true
        return Message(activity)
    }

    private func calls(
        for body: JSONValue = Inbound.message("hi"), _ bot: Bot = Bot(),
        _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws -> [FakeTeams.Call] {
        bot.app.onActivity(work)
        #expect(try await bot.post(body).status == 200)
        #expect(!bot.log.records.contains { $0.level == .error }, "\(bot.log.records.map(\.text))")
        return bot.teams.calls
    }

    @Test func aMessageThatIsMarkedForOnePersonIsSentToThatPersonAlone() async throws {
        let calls = try await calls { context in
            let sent = try await context.send(Self.marked("one"))
            #expect(sent.audience == .account("29:ines"))
            try await context.reply(Self.marked("two"), visibleTo: .sender)
            try await context.send(Self.marked("three", for: "29:bo"), to: context.reference)
            try await sent.update(Self.marked("four"))
        }
        #expect(calls.count == 4)
        for call in calls { #expect(call.path.hasSuffix("?isTargetedActivity=true")) }
        #expect(calls.map { $0.body["recipient"]?["id"]?.stringValue } == ["29:ines", "29:ines", "29:bo", nil])
    }

    @Test func twoAudiencesThatContradictEachOtherSendNothing() async throws {
        let calls = try await calls { context in
            var hidden = Activity(text: "x")
            hidden.recipient = Account("29:ines")
            hidden.recipient?.extras["isTargeted"] = true
            var second = Activity(text: "x")
            second.extras["recipient"] = ["id": "29:ines", "isTargeted": true]
            let (hiddenMark, secondRecipient) = (Message(hidden), Message(second))
            let whisper = try await context.send("one", visibleTo: .sender)
            let shout = try await context.send("two")
            let attempts: [@Sendable () async throws -> Void] = [
                { try await context.send(Self.marked("x"), visibleTo: .everyone) },
                { try await context.send(Self.marked("x"), visibleTo: .account("29:bo")) },
                { try await context.send(Self.marked("x", for: nil)) },
                { try await context.send(Self.marked("x", for: "")) },
                { try await context.send(hiddenMark) },
                { try await context.send(secondRecipient) },
                { try await context.send(Self.marked("x"), to: context.reference, visibleTo: .account("29:bo")) },
                { try await shout.update(Self.marked("x")) },
                { try await shout.update(hiddenMark) },
                { try await whisper.update(Self.marked("x", for: "29:bo")) },
            ]
            for (index, attempt) in attempts.enumerated() {
                let error = await #expect(throws: AppError.self, "\(index)") { try await attempt() }
                #expect(error?.code == .audience, "\(index)")
            }
        }
        #expect(calls.map(\.text) == ["one", "two"])
    }

    @Test func aStoredMessageThatLostItsAudienceIsNotReadAsEveryones() async throws {
        let stored = Mutex<[UInt8]>([])
        _ = try await calls { context in
            let sent = try await context.send("one", visibleTo: .sender)
            let data = try JSONEncoder().encode(sent)
            stored.withLock { $0 = Array(data) }
        }
        let whole = try #require(try JSONValue(parsing: stored.withLock { $0 }).objectValue)
        for member in ["audience", "conversation", "serviceUrl", "sentAt"] {
            for value in [nil, .null, [7], [:]] as [JSONValue?] {
                var spoilt = whole
                spoilt[member] = value
                let data = Data(spoilt.serialized())
                #expect(throws: DecodingError.self) { try JSONDecoder().decode(SentMessage.self, from: data) }
            }
        }
        for kind in [["sender": [:]], ["account": ["_0": ""]], ["everybody": [:]]] as [JSONValue] {
            var spoilt = whole
            spoilt["audience"] = ["kind": kind]
            let data = Data(spoilt.serialized())
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(SentMessage.self, from: data) }
        }
        var older = whole
        older["isTargeted"] = nil
        let after = Bot()
        try await after.app.delete(JSONDecoder().decode(SentMessage.self, from: Data(older.serialized())))
        #expect(
            after.teams.calls.map(\.path) == [
                "conversations/19%3Ag%40thread.v2/activities/1795161600001?isTargetedActivity=true"
            ])
    }

    /// Random messages, marked, whispered, answered in public and in private, changed, stored, and given to the
    /// connector itself. Whatever way one was sent: if anything said who alone may see it, the wire says so too, or has
    /// nothing.
    @Test(arguments: [1, 2, 3, UInt64.random(in: 4...UInt64.max)])
    func nothingThatIsForOnePersonIsEverPublic(_ seed: UInt64) async throws {
        let bot = Bot { $0.sending.isPaced = false }
        let jobs = Mutex<[@Sendable (TurnContext) async -> Void]>([])
        bot.app.onActivity { context in
            for job in jobs.withLock({ $0 }) { await job(context) }
        }
        var random = SeededGenerator(seed)
        var expected: [String: Set<String>] = [:]
        for number in 0..<400 {
            let place = random.pick([Inbound.group, Inbound.personal, Inbound.channel("19:b@thread.tacv2")])
            let isPrivate = random.chance(3)
            let text = "text-\(seed)-\(number)"
            let reader: AccountID? = random.pick([nil, nil, "29:ines", "29:bo"])
            let audience: Audience? = random.pick([
                nil, nil, .everyone, .sender, .account("29:bo"), .account("29:ines"),
            ])
            let message = reader.map { Self.marked(text, for: $0) } ?? Message(text)
            // Who alone may see it, by all that says so.
            var only: Set<String> = []
            if let reader { only.insert(reader.rawValue) }
            if audience == .sender { only.insert("29:ines") }
            if let account = audience?.onlyAccount { only.insert(account.rawValue) }
            let way = Int.random(in: 0..<7, using: &random)
            if isPrivate, audience == nil, reader == nil, way < 2 { only.insert("29:ines") }
            if way >= 5 { only = reader.map { [$0.rawValue] } ?? [] }  // no audience is given
            expected[text] = only
            jobs.withLock {
                $0 = [
                    { context in
                        let stored = context.reference
                        switch way {
                        case 0: _ = try? await context.send(message, visibleTo: audience)
                        case 1: _ = try? await context.reply(message, visibleTo: audience)
                        case 2: _ = try? await context.send(message, to: stored, visibleTo: audience)
                        case 3:
                            let first = try? await context.send("first", visibleTo: audience)
                            _ = try? await first?.update(message)
                        case 4:
                            guard let first = try? await context.send("first", to: stored, visibleTo: audience),
                                let data = try? JSONEncoder().encode(first),
                                let later = try? JSONDecoder().decode(SentMessage.self, from: data)
                            else { return }
                            _ = try? await context.update(later, message)
                        case 5: _ = try? await context.connector.send(message.activity, in: stored)
                        default: _ = try? await context.connector.update("1", to: message.activity, in: stored)
                        }
                    }
                ]
            }
            let recipient = isPrivate ? Inbound.targetedBot : Inbound.bot
            let body = Inbound.message("hi", id: "\(number)", in: place, ["recipient": recipient])
            #expect(try await bot.post(body).status == 200)
        }
        var privately = 0
        for call in bot.teams.calls {
            guard let text = call.text?.split(separator: " ").last.map(String.init), let only = expected[text],
                !only.isEmpty
            else { continue }
            let isPersonal = call.path.hasPrefix("conversations/a%3A1ines/")
            let isTargeted = call.path.hasSuffix("?isTargetedActivity=true")
            #expect(only.count == 1, "two readers, and it was sent: \(call), seed \(seed)")
            if isPersonal {
                #expect(only == ["29:ines"], "\(call), seed \(seed)")
            } else {
                #expect(isTargeted, "\(call), seed \(seed)")
                let names = call.body["recipient"]?["id"]?.stringValue
                #expect(call.method == "PUT" ? names == nil : names.map { [$0] } == only, "\(call), seed \(seed)")
            }
            privately += 1
        }
        #expect(privately > 50, "too few were sent to prove anything: \(privately), seed \(seed)")
    }
}
