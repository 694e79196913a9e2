import JSONKit
import TestSupport
import Testing

@testable import LocalTeams

/// Something whose cost must grow no faster than its input.
private struct Growing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let size: Int
    /// Prepares the work for a size; what comes back is measured.
    let prepare: @Sendable (Int) throws -> () throws -> Void

    init(_ name: String, _ size: Int, _ prepare: @escaping @Sendable (Int) throws -> () throws -> Void) {
        testDescription = name
        self.size = size
        self.prepare = prepare
    }

    /// Text in, nothing out.
    static func text(
        _ name: String, _ pattern: String, size: Int = 2_000, _ work: @escaping @Sendable (String) throws -> Void
    ) -> Growing {
        Growing("\(name) of \(pattern)", size) { size in
            let text = String(repeating: pattern, count: max(1, size / pattern.utf8.count))
            return { try work(text) }
        }
    }
}

private let markdown = [
    "[", "](", "[a](http://", "*", "**a", "_a ", "`", "~~", "*a*", "[a](https://b)", "**_~~`", "a", "\n", "🙂",
    "e\u{301}",
    "\u{301}",
]
private let markup = ["<at>", "</at>", "<at>a</at>", "<", "<br>", "&", "&amp;", "&lt", "\n", "🙂"]
private let quotes = ["<quoted ", "<quoted messageId=\"1\"/>", "<"]
private let pictures = ["data:image/", ";base64,", "data:image/png;base64,AA", "a"]

private let texts: [Growing] =
    (markdown + markup).map { .text("Markdown", $0) { _ = Markdown($0) } }
    + markup.map { .text("markup", $0) { _ = Markup.plain($0) } }
    + markup.map { .text("escaping", $0) { _ = Markup.escaped($0, keepingMentions: true) } }
    + markup.map { .text("mentions", $0) { _ = MentionMarkup.names(in: $0) } }
    + quotes.map { .text("quotes", $0) { _ = World.withoutQuotes($0) } }
    // Shorter texts are never counted.
    + pictures.map { .text("size", $0, size: World.maxMessageBytes) { _ = World.isTooBig(.message($0)) } }

private let operations: [Growing] =
    ["plain", "markdown", "xml"].map { format in
        Growing("post of \(format) with mentions of everyone", 100) { size in
            var harbor = Harbor(crew: size)
            let people = (0..<size).map { "p\($0)" }
            for person in people {
                try harbor.world.addMember(Handle(rawValue: person), as: "ines", chat: Harbor.tides)
            }
            let text = people.map { "<at>P \($0.dropFirst())</at> " }.joined()
            let world = harbor.world
            return {
                var world = world
                try world.post(
                    text, to: Harbor.tides, as: "ines", textFormat: format, mentions: people + [Harbor.bot.rawValue])
                _ = world.takeChanges()
            }
        }
    } + [
        Growing("a bot's mentions", 150) { size in
            var harbor = Harbor()
            harbor.world.rules = .lenient
            let world = harbor.world
            var activity: JSONObject = ["type": "message"]
            activity["text"] = .string((0..<size).map { "<at>P \($0)</at>" }.joined())
            activity["entities"] = .array(
                (0..<size).map { ["type": "mention", "text": .string("<at>P \($0)</at>")] })
            return {
                var world = world
                _ = try world.send(activity, to: Harbor.tides, by: Harbor.bot)
            }
        },
        Growing("a chat of many", 400) { size in
            let harbor = Harbor(crew: size)
            let people = (0..<size).map { "p\($0)" as Handle }
            return {
                var world = harbor.world
                _ = try world.createChat(as: "ines", kind: .group, members: people + people)
            }
        },
        Growing("messages, one after the other", 150) { size in
            let harbor = Harbor()
            return {
                var world = harbor.world
                for number in 0..<size {
                    try world.post("\(number)", to: Harbor.tides, as: "ines", mentions: [Harbor.bot.rawValue])
                    _ = world.takeChanges()
                }
            }
        },
        Growing("whispers, one after the other, with ids in them", 150) { size in
            let harbor = Harbor()
            return {
                var harbor = harbor
                for _ in 0..<size {
                    let id = try harbor.whisper("x", to: "bo")
                    _ = harbor.world.readers(
                        of: CallAddress(
                            topic: .message(id, in: Harbor.tides), words: [id, id], body: ["id": .string(id)]))
                    _ = harbor.world.takeChanges()
                }
            }
        },
        Growing("the whole history, page by page", 300) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            let world = harbor.world
            return {
                var before: String?
                while let first = try world.history(of: Harbor.tides, as: "bo", limit: 20, before: before).first {
                    before = first["id"]?.stringValue
                }
            }
        },
        Growing("the whole ledger, page by page", 500) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            let world = harbor.world
            return {
                var last = 0
                while let entry = world.ledger(after: last, limit: 20).last { last = entry.seq }
            }
        },
        Growing("a roster, page by page", 500) { size in
            let world = Harbor(crew: size).world
            return {
                var token: String?
                repeat {
                    let page = try world.pagedMembers(
                        of: Harbor.berth, for: Harbor.bot, pageSize: 50, continuationToken: token)
                    token = page["continuationToken"]?.stringValue
                } while token != nil
            }
        },
        Growing("the log, page by page", 4_000) { size in
            let log = WireLog()
            for number in 0..<size / 4 {
                log.append(
                    WireLogEntry(
                        time: "", direction: .inbound, operation: "send", method: "POST", path: "\(number)",
                        milliseconds: 0, request: WireLogMessage(), readers: .people(["bo"])))
            }
            return {
                var last = 0
                while let entry = log.entries(after: last, limit: 20).last { last = entry.sequence }
            }
        },
        Growing("a reset", 200) { size in
            var harbor = Harbor()
            for number in 0..<size { _ = try harbor.say("\(number)") }
            _ = harbor.world.takeChanges()
            let world = harbor.world
            return {
                var world = world
                world.reset()
                _ = world.takeChanges()
            }
        },
        Growing("what is shown of a body", 4_000) { size in
            let body = JSONValue.array((0..<size).map { JSONValue($0) })
            return { _ = WireLogRedaction.shown(body).cost }
        },
    ]

@Suite(.serialized) struct GrowthTests {
    @Test(arguments: texts + operations)
    private func theCostGrowsNoFasterThanTheInput(_ growing: Growing) throws {
        var least = Double.infinity
        // A busy machine makes linear work look worse now and then; it never makes quadratic work look linear.
        for _ in 0..<4 where least > linear {
            least = min(
                least,
                try growth(from: growing.size, upTo: growing.size * 4, of: growing.prepare, in: { try $0() }))
        }
        #expect(least <= linear)
    }
}
