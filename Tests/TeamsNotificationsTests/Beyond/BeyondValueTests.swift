import Foundation
import HTTPKit
import JSONKit
import TeamsModels
import TeamsNotifications
import Testing

@testable import TeamsNotifications

private let secret = "https://contoso.webhook.office.com/webhookb2/secret-0123456789"

@Suite("What goes past the bot, as values")
struct BeyondValueTests {
    @Test(
        "an address is https, or on this machine, and names nobody",
        arguments: [
            ("ops", nil), ("OPS.2_x-y", nil), (secret, nil), ("http://127.0.0.1:3979/webhook/x", nil),
            ("", "https address, or a name"), ("o p s", "https address, or a name"),
            ("http://contoso.example/x", "https"), ("https://user:pass@contoso.example/x", "names a user"),
            ("ftp://contoso.example/x", "not an absolute"), ("https://", "not an absolute"),
        ] as [(String, String?)])
    func names(text: String, problem: String?) {
        let found = WebhookName.problem(text)
        #expect((found == nil) == (problem == nil), "\(found ?? "")")
        if let problem { #expect(found?.contains(problem) == true, "\(found ?? "")") }
    }

    @Test("an address is shown nowhere: not in words, not by a dump, not in the request that is read")
    func secrets() throws {
        let audience = NotificationAudience.webhook(secret) || .everyone
        var dumped = ""
        dump(audience, to: &dumped)
        let request = NotificationRequest(to: audience, .text("Tide"))
        let target = DeliveryTarget.webhook(WebhookName(secret))
        for text in [
            audience.description, dumped, "\(audience)", String(reflecting: audience), request.shown.json.text(),
            "\(target)", target.key,
        ] {
            #expect(!text.contains("secret"), "\(text)")
            #expect(text.contains("contoso.webhook.office.com#"), "\(text)")
        }
        // The store has to know it.
        #expect(request.json.text().contains("secret"))
        #expect(target.route == .webhook)
        #expect(DeliveryTarget.feed(of: "ada", in: "T").route == .activityFeed)
        #expect(DeliveryTarget(conversation: "a:1", tenant: "T").route == .chat)
    }

    @Test("each address has one name, and each name one address")
    func book() throws {
        let book = try WebhookBook(["ops": secret], allowsLoopback: false)
        #expect(book.named(.webhook(secret)) == .webhook("ops"))
        #expect(book.address(of: WebhookName("OPS"))?.description == secret)
        #expect(book.problem(with: WebhookName("qa"))?.contains("there are ops") == true)
        #expect(book.problem(with: WebhookName("http://127.0.0.1/x"))?.contains("LOCAL_TEAMS_URL") == true)
        let bad: [[String: String]] = [
            ["a": secret, "b": secret], ["a": "ops"], ["a": "http://127.0.0.1/secret"], ["a/b": secret],
            ["a": "https://x:y@contoso.example/secret"], ["a": secret, "A": secret + "2"],
        ]
        for webhooks in bad {
            let error = #expect(throws: NotificationError.self) {
                try WebhookBook(webhooks, allowsLoopback: false)
            }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains("secret") == false)
        }
        _ = try WebhookBook(["local": "http://127.0.0.1:3979/webhook/x"], allowsLoopback: true)
    }

    @Test("a post is a text, or cards; for Workflows always cards")
    func bodies() {
        var text = Activity(.message)
        text.text = "High water"
        text.summary = "Tide"
        #expect(WebhookBody.json(of: text, isWorkflow: false) == ["text": "High water", "summary": "Tide"])
        let wrapped = WebhookBody.json(of: text, isWorkflow: true)
        #expect(wrapped["attachments"]?[0]?["content"]?["body"]?[0]?["text"] == "High water")
        var card = Activity(.message)
        card.attachments = [Attachment(.adaptiveCard, content: ["type": "AdaptiveCard", "body": []])]
        let body: JSONValue = [
            "type": "message",
            "attachments": [
                [
                    "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil,
                    "content": ["type": "AdaptiveCard", "body": []],
                ]
            ],
        ]
        #expect(WebhookBody.json(of: card, isWorkflow: false) == body)
        #expect(WebhookBody.json(of: card, isWorkflow: true) == body)
    }

    @Test("a notice shows 150 characters, with the summary as its topic")
    func notices() throws {
        var activity = Activity(.message)
        activity.text = String(repeating: "wave ", count: 100)
        activity.summary = "The tide"
        let json = JSONValue.object(try FeedNotice.json(of: activity, bot: "28:bot"))
        #expect(json["previewText"]?["content"]?.stringValue?.count == 150)
        #expect(json["topic"]?["value"] == "The tide")
        #expect(json["activityType"] == "systemDefault")
        #expect(json["templateParameters"]?[0]?["value"] == "The tide")
        var card = Activity(.message)
        card.attachments = [
            Attachment(
                .adaptiveCard,
                content: ["body": [["type": "Container", "items": [["type": "TextBlock", "text": "Gale"]]]]])
        ]
        #expect(JSONValue.object(try FeedNotice.json(of: card, bot: "28:bot"))["previewText"]?["content"] == "Gale")
        #expect(throws: ContentError.self) { try FeedNotice.json(of: Activity(.message), bot: "") }
        #expect([0, 1, 100, 101].map(FeedNotice.requests) == [0, 1, 1, 2])
    }

    @Test("texts for a webhook are joined by its own measure")
    func digests() {
        var bot = Digest()
        var webhook = Digest(countsUTF8: true)
        for _ in 0..<100 {
            _ = bot.add(String(repeating: "潮", count: 1000))
            _ = webhook.add(String(repeating: "潮", count: 1000))
        }
        #expect(bot.count == 13)
        #expect(webhook.count == 6)
    }
}
