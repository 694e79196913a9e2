import Foundation
import JSONKit
import LocalTeams
import Teams
import Testing

/// What people and places go through, as a bot is told of it and answers it.
struct WelcomeTogetherTests {
    /// What handlers noted, one after the other.
    private struct Told: Sendable {
        private let stream: AsyncStream<String>
        let note: AsyncStream<String>.Continuation

        init() { (stream, note) = AsyncStream.makeStream(of: String.self) }

        /// The next `count` notes.
        func next(_ count: Int = 1) async -> [String] {
            var notes: [String] = []
            for await note in stream {
                notes.append(note)
                if notes.count == count { break }
            }
            return notes
        }
    }

    @Test("Whoever joins a team or a group chat is greeted by name, once, for their eyes alone")
    func welcome() async throws {
        let told = Told()
        func register(_ app: App) {
            app.onMembersAdded { context, people in
                for person in people {
                    try await context.send("Welcome, \(person.name ?? "stranger")!", visibleTo: .person(person))
                    told.note.yield("\(person.name ?? "-") \(context.scope)")
                }
            }
        }
        try await Quay.with(register: register) { quay in
            try await quay.gesture("POST", "users", ["handle": "noor", "name": "Noor Haddad"])
            let team = try #require(quay.workspace["teams"]?[0]?["id"])
            let group = try #require(quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"])
            try await quay.gesture("POST", "members", ["as": "ines", "user": "noor", "team": team])
            try await quay.gesture("POST", "members", ["as": "ines", "user": "noor", "chat": group])
            // Two conversations: which of them is told first, nobody promises.
            #expect(await told.next(2).sorted() == ["Noor Haddad channel", "Noor Haddad group"])
            for place in [team, group] {
                let id = try #require(place.stringValue)
                let seen = try await quay.history(of: id, as: "noor").last
                #expect(seen?["text"] == "Welcome, Noor Haddad!")
                #expect(seen?["onlyYou"] == true)
                #expect(try await quay.texts(in: id).contains("Welcome, Noor Haddad!") == false)
            }
        }
    }

    @Test("A renaming is told with the old name and the new one")
    func renaming() async throws {
        let told = Told()
        func register(_ app: App) {
            app.on(.channelCreated) { _, change in told.note.yield("created \(change.channel.name ?? "-")") }
            app.on(.channelRenamed) { _, change in
                told.note.yield("\(change.oldName ?? "?") -> \(change.channel.name ?? "-")")
            }
            app.on(.teamRenamed) { _, change in
                told.note.yield("\(change.oldName ?? "?") -> \(change.team.name ?? "-")")
            }
        }
        try await Quay.with(register: register) { quay in
            let team = try #require(quay.workspace["teams"]?[0])
            let id = try #require(team["id"]?.stringValue?.inPath)
            let made = try await quay.gesture("POST", "teams/\(id)/channels", ["as": "ines", "name": "Cranes"])
            let channel = try #require(made["id"]?.stringValue?.inPath)
            try await quay.gesture("PATCH", "teams/\(id)/channels/\(channel)", ["as": "ines", "name": "Lifts"])
            try await quay.gesture("PATCH", "teams/\(id)", ["as": "ines", "name": "Port authority"])
            let before = try #require(team["name"]?.stringValue)
            #expect(await told.next(3) == ["created Cranes", "Cranes -> Lifts", "\(before) -> Port authority"])
        }
    }

    @Test("Edits, deletions, reactions and receipts are told with what they are about")
    func changes() async throws {
        let told = Told()
        func register(_ app: App) {
            app.onMessage { context in
                try await context.react(.like)
                let sent = try await context.reply("seen")
                told.note.yield("sent \(sent.id ?? "")")
            }
            app.onMessageEdited { _, edit in told.note.yield("\(edit.changed.old ?? "?") -> \(edit.changed.new)") }
            app.on(.messageDeleted) { _, change in told.note.yield("\(change.changed.old ?? "?") deleted") }
            app.on(.messageUndeleted) { _, change in told.note.yield("\(change.changed.new) is back") }
            app.on(.reactionAdded) { _, change in told.note.yield("+ \(change.added.count) \(change.message ?? "")") }
            app.on(.reactionRemoved) { _, change in told.note.yield("- \(change.removed.count) \(change.message ?? "")")
            }
            app.on(.readReceipt) { _, receipt in told.note.yield("read \(receipt.isRead("1")) \(receipt.isRead("f:1"))")
            }
        }
        try await Quay.with(register: register) { quay in
            let chat = try await quay.chat()
            let messages = "conversations/\(chat)/messages"
            let id = try #require(
                try await quay.gesture("POST", messages, ["as": "ines", "text": "one"])["id"]?.stringValue)
            let sent = try #require(await told.next().first?.split(separator: " ").last.map(String.init))
            #expect(
                try await quay.history(of: chat.removingPercentEncoding ?? "").first?["reactions"]?[0]?["type"]
                    == "like")
            try await quay.gesture("PUT", "\(messages)/\(id)", ["as": "ines", "text": "two"])
            #expect(await told.next() == ["one -> two"])
            try await quay.gesture("DELETE", "\(messages)/\(id)?as=ines")
            #expect(await told.next() == ["two deleted"])
            try await quay.gesture("POST", "\(messages)/\(id)/undelete", ["as": "ines"])
            #expect(await told.next() == ["two is back"])
            try await quay.gesture("PUT", "\(messages)/\(sent)/reactions/heart?as=ines")
            try await quay.gesture("DELETE", "\(messages)/\(sent)/reactions/heart?as=ines")
            #expect(await told.next(2) == ["+ 1 \(sent)", "- 1 \(sent)"])
        }
    }

    @Test("What a handler threw is told beside the message, in its own letters and without secrets")
    func botError() async throws {
        struct Failure: Error, CustomStringConvertible {
            let description = "Höhe unbekannt: Bearer abcdefghijkl, “x”"
        }
        func register(_ app: App) {
            app.onMessage { _ in throw Failure() }
        }
        try await Quay.with(register: register) { quay in
            let chat = try await quay.chat()
            let posted = try await quay.gesture("POST", "conversations/\(chat)/messages", ["as": "ines", "text": "hi"])
            let delivery = try #require(posted["deliveries"]?[0])
            #expect(delivery["status"] == 200)
            #expect(delivery["error"] == "Höhe unbekannt: Bearer (token), “x”")
        }
    }
}
