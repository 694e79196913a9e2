import JSONKit
import LockKit
import Teams
import Testing

/// Who has said what about a crane.
private final class Votes: Sendable {
    private let votes = Mutex<[(id: AccountID, name: String)]>([])

    func add(_ id: AccountID, _ name: String) {
        votes.withLock { votes in
            if !votes.contains(where: { $0.id == id }) { votes.append((id, name)) }
        }
    }
    func has(_ id: AccountID?) -> Bool { votes.withLock { $0.contains { $0.id == id } } }
    var names: String { votes.withLock { $0.map(\.name).joined(separator: ", ") } }
}

/// The workflow of a notification: a card goes out, people press its button, each has a view of their own, and all see
/// who has pressed.
struct WorkflowTogetherTests {
    private struct Approval: Decodable {
        let crane: Int
        let note: String?
    }

    /// What everybody sees: who has approved, and the button.
    private static func card(_ votes: Votes, for people: [String]) -> AdaptiveCard {
        AdaptiveCard {
            TextBlock("Crane 4 is down. Approved by: \(votes.names)")
            Input.Text("note")
        } actions: {
            Action.Execute("Approve", verb: "approve", data: ["crane": 4]).id("approve")
        }
        .refresh(Action.Execute("", verb: "view", data: ["crane": 4]), userIDs: people)
    }

    private static func own(_ votes: Votes, _ words: String, for people: [String]) -> AdaptiveCard {
        AdaptiveCard { TextBlock("\(words) So far: \(votes.names)") }
            .refresh(Action.Execute("", verb: "view", data: ["crane": 4]), userIDs: people)
    }

    private func register(_ app: App, _ votes: Votes, _ people: [String]) {
        app.onCardAction("approve", data: Approval.self) { context, approval in
            let person = try await context.namedSender()
            votes.add(person.id ?? "", person.name ?? "")
            return .card(
                Self.own(votes, "You approved crane \(approval.crane): \(approval.note ?? "").", for: people),
                everyoneElse: Self.card(votes, for: people))
        }
        app.onCardRefresh("view") { context in
            .card(
                votes.has(try context.sender.id)
                    ? Self.own(votes, "You have.", for: people) : Self.card(votes, for: people))
        }
    }

    /// The text of the newest card, as a person sees it.
    private func seen(_ quay: Quay, _ place: String, by person: String) async throws -> String {
        let message = try await quay.history(of: place, as: person).last
        return message?["attachments"]?[0]?["content"]?["body"]?[0]?["text"]?.stringValue ?? "nothing"
    }

    private func accounts(_ app: App, in place: ConversationReference) async throws -> [String: Account] {
        let members = try await app.connector.members(of: place)
        return Dictionary(uniqueKeysWithValues: members.compactMap { one in one.name.map { ($0, one) } })
    }

    private func group(_ quay: Quay) async throws -> (id: String, reference: ConversationReference) {
        let id = try #require(
            quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
        try await quay.gesture(
            "POST", "conversations/\(id.inPath)/messages",
            ["as": "ines", "text": "good morning", "mentions": [quay.bot]])
        let known = try #require(try await quay.app.conversations.conversation(ConversationID(rawValue: id)))
        return (id, known.reference)
    }

    @Test("Two people press, each sees their own view, all see who has, and the ledger has each step")
    func together() async throws {
        let votes = Votes()
        try await Quay.with { quay in
            let (id, reference) = try await group(quay)
            let people = try await accounts(quay.app, in: reference)
            let ids = people.values.compactMap { $0.id?.rawValue }
            register(quay.app, votes, ids)
            let sent = try await quay.app.send(Self.card(votes, for: ids), to: reference)
            let message = try #require(sent.id?.rawValue)
            let path = "conversations/\(id.inPath)/messages/\(message)"
            let after = try await quay.gesture("GET", "ledger?last=1").arrayValue?.last?["seq"]?.intValue ?? 0

            let first = try await quay.gesture(
                "POST", path + "/actions", ["as": "ines", "action": "approve", "inputs": ["note": "go"]])
            #expect(first["error"] == nil, "\(first)")
            #expect(try await seen(quay, id, by: "ines").hasPrefix("You approved crane 4: go."))
            let others = try await seen(quay, id, by: "bo")
            #expect(others.hasPrefix("Crane 4 is down. Approved by: Ines"), "\(others)")

            let second = try await quay.gesture("POST", path + "/actions", ["as": "bo", "action": "approve"])
            #expect(second["error"] == nil, "\(second)")
            #expect(try await seen(quay, id, by: "bo").hasPrefix("You approved crane 4: ."))
            // The message is new for all: each client asks for its own view again.
            for person in ["ines", "bo"] {
                try await quay.gesture("POST", path + "/refresh", ["as": .string(person)])
                #expect(try await seen(quay, id, by: person).hasPrefix("You have. So far: Ines"))
            }
            let text = try await seen(quay, id, by: "ines")
            #expect(text.contains("Bo"), "\(text)")

            let entries = try await quay.gesture("GET", "ledger?after=\(after)&limit=100").arrayValue ?? []
            let edits = entries.filter { $0["message"] == .string(message) && $0["kind"] == "edited" }
            #expect(edits.count == 2)
            #expect(edits.allSatisfy { ($0["to"]?.arrayValue?.count ?? 0) > 1 })
            #expect(!entries.contains { $0["kind"] == "refused" })
        }
    }

    @Test("In a whisper the same happens for the eyes of one")
    func whisper() async throws {
        let votes = Votes()
        try await Quay.with { quay in
            let (id, reference) = try await group(quay)
            let ines = try #require(
                try await accounts(quay.app, in: reference).first { $0.key.hasPrefix("Ines") }?.value)
            let ids = [ines.id?.rawValue ?? ""]
            register(quay.app, votes, ids)
            let sent = try await quay.app.send(
                Self.card(votes, for: ids), to: reference, visibleTo: .account(ines.id ?? ""))
            let path = "conversations/\(id.inPath)/messages/\(sent.id?.rawValue ?? "")"

            let pressed = try await quay.gesture(
                "POST", path + "/actions", ["as": "ines", "action": "approve", "inputs": ["note": "go"]])
            #expect(pressed["error"] == nil, "\(pressed)")
            #expect(try await seen(quay, id, by: "ines").hasPrefix("You approved crane 4: go."))
            try await quay.gesture("POST", path + "/refresh", ["as": "ines"])
            #expect(try await seen(quay, id, by: "ines").hasPrefix("You have. So far: Ines"))
            #expect(try await seen(quay, id, by: "bo") == "nothing")

            let entries = try await quay.gesture("GET", "ledger?limit=1000").arrayValue ?? []
            let own = entries.filter { $0["message"]?.stringValue == sent.id?.rawValue }
            #expect(own.compactMap { $0["kind"]?.stringValue } == ["visible", "edited"])
            #expect(own.allSatisfy { $0["to"] == ["ines"] })
        }
    }
}
