import Foundation
import JSONKit
import LockKit
import Teams
import TestSupport
import Testing

/// One message, and the way in which the bot sends it.
private struct Errand: Sendable {
    enum Way: CaseIterable {
        case visibleToSender, visibleToAccount, replyToAccount, markedMessage, markedReply, markedLater
        case updated, updatedAfterRestart, updatedWithMarked, rawReader, rawMarked
        // What contradicts itself is not sent at all.
        case markedForEveryone, markedForAnother, markedOverPublic, rawMarkedForAnother
    }
    let way: Way
    /// Who alone may see the text.
    let reader: Account
    let other: Account
    let text: String

    private var marked: Message {
        var activity = Activity(.message)
        activity.text = text
        activity.recipient = reader
        activity.recipient?.isTargeted = true
        return Message(activity)
    }

    func run(in context: TurnContext) async throws {
        let (id, otherID) = (reader.id ?? "", other.id ?? "")
        switch way {
        case .visibleToSender: try await context.send(text, visibleTo: .sender)
        case .visibleToAccount: try await context.send(text, visibleTo: .account(id))
        case .replyToAccount: try await context.reply(text, visibleTo: .account(id))
        case .markedMessage: try await context.send(marked)
        case .markedReply: try await context.reply(marked)
        case .markedLater: try await context.send(marked, to: context.reference)
        case .updated: try await context.send("first", visibleTo: .account(id)).update(text)
        case .updatedAfterRestart:
            let sent = try await context.send("first", visibleTo: .account(id))
            let stored = try JSONDecoder().decode(SentMessage.self, from: JSONEncoder().encode(sent))
            try await context.update(stored, text)
        case .updatedWithMarked: try await context.send("first", visibleTo: .account(id)).update(marked)
        case .rawReader:
            var activity = Activity(.message)
            activity.text = text
            _ = try await context.connector.send(activity, in: context.reference, visibleTo: reader)
        case .rawMarked: _ = try await context.connector.send(marked.activity, in: context.reference)
        case .markedForEveryone: try await context.send(marked, visibleTo: .everyone)
        case .markedForAnother: try await context.send(marked, visibleTo: .account(otherID))
        case .markedOverPublic: try await context.send("for all").update(marked)
        case .rawMarkedForAnother:
            _ = try await context.connector.send(marked.activity, in: context.reference, visibleTo: other)
        }
    }

    var contradictsItself: Bool {
        switch way {
        case .markedForEveryone, .markedForAnother, .markedOverPublic, .rawMarkedForAnother: true
        default: false
        }
    }
}

@Suite(.timeLimit(.minutes(10)))
struct WhisperTests {
    @Test func whatWasForOnePersonIsNeverSeenByAnother() async throws {
        let random = SeededGenerator()
        print("whispers: seed \(random.seed)")
        let errands = Mutex<[String: Errand]>([:])
        let people = Mutex<[Account]>([])
        try await Town.with { app in
            app.onMessage(.equals("who is here")) { context in
                let members = try await context.members()
                people.withLock { $0 = members }
            }
            app.onMessage { context in
                let errand = errands.withLock { $0[context.text] }
                try? await errand?.run(in: context)
            }
        } _: { [random] town in
            var random = random
            try await town.installInGroupChat()
            try await town.say("who is here", as: "ines", in: town.groupChat)
            let users = try await town.call("GET", "workspace")["users"]?.arrayValue ?? []
            let members: [(handle: String, account: Account)] = people.withLock { $0 }.compactMap { account in
                let user = users.first { $0["name"]?.stringValue == account.name }
                return user?["handle"]?.stringValue.map { ($0, account) }
            }
            #expect(members.count == 4)
            var shown = 0
            for (round, way) in (Errand.Way.allCases + Errand.Way.allCases.shuffled(using: &random)).enumerated() {
                var reader = random.pick(members)
                if way == .visibleToSender { reader = try #require(members.first { $0.handle == "ines" }) }
                let other = random.pick(members.filter { $0.handle != reader.handle })
                let secret = "secret\(round)x\(random.next())"
                let errand = Errand(way: way, reader: reader.account, other: other.account, text: secret)
                errands.withLock { $0["go \(round)"] = errand }
                try await town.say("go \(round)", as: "ines", in: town.groupChat)

                let seen = try await town.texts(seenBy: reader.handle, in: town.groupChat).contains {
                    $0.contains(secret)
                }
                #expect(seen != errand.contradictsItself, "\(way): the reader")
                if seen { shown += 1 }
                for member in members where member.handle != reader.handle {
                    for path in [
                        "conversations/\(town.groupChat)/messages?as=\(member.handle)&limit=100",
                        "log?as=\(member.handle)",
                    ] {
                        let found = try await town.call("GET", path).text().contains(secret)
                        #expect(!found, "\(way): \(member.handle) in \(path)")
                    }
                }
            }
            #expect(shown > 0)
        }
    }
}
