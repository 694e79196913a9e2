import JSONKit
import Testing

@testable import LocalTeams

private let adaptive = "application/vnd.microsoft.card.adaptive"
private let card: JSONValue = [
    "contentType": .string(adaptive), "contentUrl": .null,
    "content": ["type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "high water"]]],
]

private func card(_ action: String) -> JSONValue {
    [
        "contentType": .string(adaptive),
        "content": ["type": "AdaptiveCard", "version": "1.5", "actions": [["type": .string(action), "title": "Go"]]],
    ]
}

private func message(_ cards: JSONValue...) -> JSONValue { ["type": "message", "attachments": .array(cards)] }

private let bad = "Bad payload received by generic incoming webhook."
private let noSummary = "Summary or Text is required."

/// Posts that come to nothing, and how they are answered: a status and a text, or the status of a failed delivery.
private let refusals: [(body: String, kind: Workspace.Webhook.Kind, answer: WebhookRefusal.Answer)] = [
    ("", .incoming, .request(status: 400, text: "Invalid webhook request - Empty Payload")),
    ("{", .incoming, .request(status: 400, text: bad)), ("[1]", .incoming, .request(status: 400, text: bad)),
    ("\"hello\"", .incoming, .request(status: 400, text: bad)), ("hello", .incoming, .request(status: 400, text: bad)),
    (#"{"text":{}}"#, .incoming, .request(status: 400, text: bad)),
    (#"{"text":"x","sections":{}}"#, .incoming, .request(status: 400, text: bad)),
    (#"{"attachments":{}}"#, .incoming, .request(status: 400, text: bad)),
    ("{}", .incoming, .request(status: 400, text: noSummary)),
    (#"{"text":""}"#, .incoming, .request(status: 400, text: noSummary)),
    (#"{"text":" \n"}"#, .incoming, .request(status: 400, text: noSummary)),
    (#"{"@type":"MessageCard","title":"x"}"#, .incoming, .request(status: 400, text: noSummary)),
    (#"{"type":"message","attachments":[]}"#, .incoming, .request(status: 400, text: noSummary)),
    (#"{"type":"AdaptiveCard","version":"1.5","body":[]}"#, .incoming, .request(status: 400, text: noSummary)),
    (#"{"type":"message","attachments":[{}]}"#, .incoming, .delivery(status: 400)),
    (#"{"type":"message","attachments":[1]}"#, .incoming, .delivery(status: 400)),
    (
        #"{"attachments":[{"contentType":"\#(adaptive)","content":{"type":"daptiveCard"}}]}"#,
        .incoming, .delivery(status: 400)
    ),
    (#"{"text":"\#(String(repeating: "x", count: 28 << 10))"}"#, .incoming, .delivery(status: 413)),
    ("{", .workflow, .request(status: 400, text: bad)),
    (#"{"text":"x"}"#, .workflow, .delivery(status: 400)),
    (#"{"@type":"MessageCard","summary":"x","text":"x"}"#, .workflow, .delivery(status: 400)),
    (#"{"type":"message","attachments":[]}"#, .workflow, .delivery(status: 400)),
    (#"{"type":"message","attachments":[{"content":{"type":"x"}}]}"#, .workflow, .delivery(status: 400)),
]

extension Harbor {
    @discardableResult
    fileprivate mutating func post(
        _ json: JSONValue, to webhook: Workspace.Webhook
    ) -> Result<[Message], WebhookRefusal> {
        let post = Result { () throws(WebhookRefusal) in
            try WebhookPost(json.serialized(), kind: webhook.kind)
        }
        return Result { () throws(WebhookRefusal) in try world.receive(post, at: webhook.id) }
    }

    fileprivate func posts(in channel: ConversationID = Harbor.berth, as handle: Handle = "ines") throws
        -> [JSONObject]
    {
        try world.history(of: channel, as: handle)
    }
}

extension Result where Failure == WebhookRefusal {
    fileprivate var refusal: WebhookRefusal? { if case .failure(let refusal) = self { refusal } else { nil } }
}

@Suite struct WebhookTests {
    @Test(arguments: refusals)
    private func whatIsNoPostIsRefused(body: String, kind: Workspace.Webhook.Kind, answer: WebhookRefusal.Answer) {
        let post = Result { () throws(WebhookRefusal) in try WebhookPost(Array(body.utf8), kind: kind) }
        #expect(post.refusal?.answer == answer)
        #expect(post.refusal?.note.isEmpty == false)
    }

    /// 28 KB are let through, one byte more is not.
    @Test func theSizeIsThatOfTheBody() throws {
        let around = Array(#"{"text":""}"#.utf8).count
        for (extra, fits) in [(0, true), (1, false)] {
            let text = String(repeating: "x", count: 28 * 1_024 - around + extra)
            let post = Result { () throws(WebhookRefusal) in
                try WebhookPost(Array(#"{"text":"\#(text)"}"#.utf8), kind: .incoming)
            }
            #expect((post.refusal == nil) == fits)
            let lenient = try WebhookPost(Array(#"{"text":"\#(text)"}"#.utf8), kind: .incoming, strict: false)
            #expect(lenient.messages[0].warnings.isEmpty == fits)
        }
    }

    @Test func aTextACardAndAConnectorCardAppearInTheChannel() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth, name: "Tide gauge")
        let connector: JSONValue = [
            "@type": "MessageCard", "summary": "tide", "title": "Tide", "text": "**2 m**",
            "sections": [["activityTitle": "Quay"]],
        ]
        let changes = try harbor.changes { world in
            for body in [["text": "high **water**"], message(card), connector] as [JSONValue] {
                let post = try WebhookPost(body.serialized(), kind: .incoming)
                _ = try world.receive(.success(post), at: webhook.id)
            }
        }
        #expect(changes.deliveries.isEmpty && changes.skips.isEmpty, "no bot gets any of it")
        #expect(changes.shown(.message).count == 3)
        let posts = try harbor.posts()
        #expect(posts.allSatisfy { $0["from"] == ["kind": "bot", "name": "Tide gauge"] })
        #expect(posts.map { $0["text"] } == ["high **water**", "", ""])
        #expect(posts[1]["attachments"] == [card])
        let shown = posts[2]["attachments"]?.arrayValue?.first
        #expect(shown?["contentType"] == "application/vnd.microsoft.teams.card.o365connector")
        #expect(shown?["content"] == connector)
        #expect(posts[2]["summary"] == "tide")
        let ledger = harbor.world.ledger()
        #expect(ledger.map(\.text) == ["high **water**", "", "tide"])
        #expect(ledger.allSatisfy { $0.kind == .visible && $0.bot == "webhook" && $0.to == Harbor.everyone })
        #expect(!posts.contains { JSONValue.object($0).text().contains(webhook.id.rawValue) }, "the id is a secret")
    }

    /// A workflow posts each card by itself, under its own name.
    @Test func aWorkflowPostsCards() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth, kind: .workflow)
        harbor.post(message(card, card), to: webhook)
        #expect(try harbor.posts().map { $0["from"]?["name"] } == ["Workflows", "Workflows"])
        harbor.post(["text": "x"], to: webhook)
        #expect(try harbor.posts().count == 2)
        #expect(harbor.world.ledger().last?.kind == .refused)
    }

    @Test func whatCannotBeAnsweredIsMarked() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        for action in ["Action.Submit", "Action.Execute", "Action.OpenUrl"] {
            harbor.post(message(card(action)), to: webhook)
        }
        let many: JSONValue = ["text": "x", "sections": .array(Array(repeating: ["text": "x"], count: 11))]
        harbor.post(many, to: webhook)
        let warnings = try harbor.posts().map { $0["warnings"]?.arrayValue?.count ?? 0 }
        #expect(warnings == [1, 1, 0, 1])
    }

    /// Against a list of instants: a post is let through when no window is full.
    @Test func theWindowsAreThoseOfTeams() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        let limits = [(4, 1), (60, 30), (100, 3_600), (150, 7_200), (1_800, 86_400)]
        var generator = IDGenerator(state: 4)
        var sent: [Int64] = []
        var refused = 0
        for _ in 0..<900 {
            try harbor.world.advance(by: .milliseconds(Int64(generator.next() % 130_000) * Int64(generator.next() % 2)))
            let now = harbor.world.now.milliseconds
            let fits = limits.allSatisfy { count, seconds in
                sent.reversed().prefix(while: { $0 > now - Int64(seconds) * 1_000 }).count < count
            }
            let refusal = harbor.post(["text": "x"], to: webhook).refusal
            #expect((refusal == nil) == fits)
            if fits { sent.append(now) } else { refused += 1 }
            if let refusal { #expect(refusal.answer == .delivery(status: 429)) }
        }
        #expect(sent.count > 200 && refused > 200)
        let other = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        #expect(harbor.post(["text": "x"], to: other).refusal == nil, "each webhook has its own windows")
    }

    @Test func lenientHasNoWindows() throws {
        var harbor = Harbor()
        harbor.world.rules = .lenient
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        for _ in 0..<100 { #expect(harbor.post(["text": "x"], to: webhook).refusal == nil) }
    }

    @Test func privateChannelsHaveWebhooks() throws {
        var harbor = Harbor()
        let channel = try harbor.world.createChannel(in: Harbor.port, as: "ines", name: "Crane", kind: .private).id
        let webhook = try harbor.world.addWebhook(as: "ines", channel: channel)
        #expect(harbor.post(["text": "x"], to: webhook).refusal == nil)
        #expect(try harbor.posts(in: channel).count == 1)
    }

    @Test func whereNobodyCanWriteNothingAppears() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        try harbor.world.changeTeam(Harbor.port, as: "ines", archived: true)
        #expect(harbor.post(["text": "x"], to: webhook).refusal?.answer == .delivery(status: 403))
        try harbor.world.changeTeam(Harbor.port, as: "ines", archived: false)
        try harbor.world.deleteChannel(Harbor.berth, in: Harbor.port, as: "ines")
        #expect(harbor.post(["text": "x"], to: webhook).refusal?.answer == .delivery(status: 404))
        try harbor.world.restoreChannel(Harbor.berth, in: Harbor.port, as: "ines")
        #expect(harbor.post(["text": "x"], to: webhook).refusal == nil)
        try harbor.world.deleteTeam(Harbor.port, as: "ines")
        #expect(harbor.post(["text": "x"], to: webhook).refusal?.answer == .delivery(status: 404))
        try harbor.world.restoreTeam(Harbor.port, as: "ines")
        try harbor.world.deleteTeam(Harbor.port, as: "ines", hard: true)
        #expect(harbor.post(["text": "x"], to: webhook).refusal == .unknown)
        #expect(harbor.world.ledger().map(\.kind) == [.refused, .refused, .visible, .refused])
        #expect(harbor.world.ledger().compactMap(\.status) == [403, 404, 404])
    }

    @Test func aWebhookCanBeRemoved() throws {
        var harbor = Harbor()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        let team = try harbor.world.createTeam(as: "ines", name: "Yard")
        let foreign = try harbor.world.addWebhook(as: "ines", channel: team.id)
        #expect(refusal { try harbor.world.removeWebhook(foreign.id, as: "bo") }?.status == 403)
        try harbor.world.removeWebhook(webhook.id, as: "bo")
        #expect(harbor.post(["text": "x"], to: webhook).refusal == .removed)
        #expect(harbor.world.workspace.webhooks.map(\.id) == [foreign.id])
        #expect(refusal { try harbor.world.removeWebhook(webhook.id, as: "bo") }?.status == 404)
        #expect(refusal { try harbor.world.removeWebhook("none", as: "bo") }?.status == 404)
    }

    /// People do with a webhook's post what they do with any other.
    @Test func peopleReactReplyAndQuote() throws {
        var harbor = Harbor(permissions: ["ChannelMessage.Read.Group"])
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        let post = try #require(try harbor.post(["text": "x"], to: webhook).get().first)
        let changes = try harbor.changes { world in
            try world.react("like", add: true, to: post.id, in: Harbor.berth, as: "ines")
            try world.post("yes", to: Harbor.berth.thread(post.number), as: "bo")
            try world.post("see", to: Harbor.berth, as: "bo", quote: post.id)
            _ = try world.read(Harbor.berth, upTo: post.id, as: "bo")
        }
        let quoted = try harbor.posts().last?["quoted"]
        #expect(quoted?["from"] == ["kind": "bot", "name": "Incoming Webhook"])
        #expect(changes.deliveries.map { $0.activity["type"] } == ["message", "message"], "no reaction goes to a bot")
        #expect(refusal { _ = try harbor.world.edit(post.id, text: "y", in: Harbor.berth, as: "ines") }?.status == 403)
        #expect(
            refusal {
                _ = try harbor.world.update(post.id, with: .message("y"), in: Harbor.berth, by: Harbor.bot)
            }?.status == 403)
    }

    @Test func aStoredWorldHasItsWebhooks() throws {
        var harbor = Harbor()
        harbor.world.reset()
        let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth, kind: .workflow, name: "Gauge")
        let removed = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
        try harbor.world.removeWebhook(removed.id, as: "ines")
        harbor.post(message(card), to: webhook)
        let records = harbor.world.takeChanges().records.compactMap { change -> Record? in
            if case .put(let record) = change { record } else { nil }
        }
        var again = harbor
        again.world = try World(records: records)
        #expect(again.world.workspace == harbor.world.workspace)
        #expect(try again.posts() == harbor.posts())
        #expect(again.post(["text": "x"], to: removed).refusal == .removed)
    }
}
