import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

extension RunningTeams {
    /// Makes a webhook and gives its id and the path of its address.
    fileprivate func webhook(_ more: JSONObject = [:]) async throws -> (id: String, path: String) {
        var body: JSONObject = ["as": "ines", "channel": .string(Self.channel)]
        for (name, value) in more { body[name] = value }
        let made = try await call("POST", "/_local/webhooks", .object(body))
        #expect(made.status == 201)
        let url = made.json["url"]?.stringValue ?? ""
        #expect(url.hasPrefix(teams.address + "/webhook/"))
        return (made.json["id"]?.stringValue ?? "", String(url.dropFirst(teams.address.count)))
    }
}

extension RunningTeams.Answer {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

private let card: JSONValue = [
    "type": "message",
    "attachments": [
        ["contentType": "application/vnd.microsoft.card.adaptive", "content": ["type": "AdaptiveCard", "body": []]]
    ],
]

@Suite struct WebhookPlaneTests {
    @Test func anIncomingWebhookAnswersAsTeams() async throws {
        try await withTeams(bot: nil, { $0.service.clock = .virtual }) { teams in
            let (id, path) = try await teams.webhook()
            let ok = try await teams.call("POST", path, ["text": "high water"])
            #expect(ok.status == 200)
            #expect(ok.text == "1")
            #expect(ok.fields["Content-Type"]?.hasPrefix("text/plain") == true)
            #expect(try await teams.history("bo", of: RunningTeams.channel).map { $0["text"] } == ["high water"])
            let bad = try await teams.call("POST", path, bytes: Array("{".utf8))
            #expect(bad.status == 400)
            #expect(bad.text == "Bad payload received by generic incoming webhook.")
            let none = try await teams.call("POST", path, ["title": "x"])
            #expect(none.status == 400)
            #expect(none.text == "Summary or Text is required.")
            #expect(try await teams.call("GET", path).status == 405)
            #expect(try await teams.call("POST", "/webhook/none", ["text": "x"]).status == 404)
            // The refusal of what is too much, or too soon, comes inside a success.
            for size in [30_000, 100_000] {
                let big = try await teams.call("POST", path, ["text": .string(String(repeating: "x", count: size))])
                #expect(big.status == 200)
                #expect(big.text.contains("Microsoft Teams endpoint returned HTTP error 413"))
            }
            for _ in 0..<3 { #expect(try await teams.call("POST", path, ["text": "x"]).text == "1") }
            let soon = try await teams.call("POST", path, ["text": "x"])
            #expect(soon.status == 200)
            let start = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"
            #expect(soon.text.hasPrefix(start + " with ContextId "))
            _ = try await teams.call("POST", "/_local/clock", ["advance": 1])
            #expect(try await teams.call("POST", path, ["text": "x"]).text == "1")

            let log = try await teams.call("GET", "/_local/log?as=bo").json
            #expect(!log.text().contains(id), "the address is a secret")
            let entries = (log.arrayValue ?? []).filter { $0["operation"] == "webhook" }
            #expect(entries.allSatisfy { $0["path"] == "/webhook/…" })
            #expect(entries.count { $0["note"] != nil } == 6)
            #expect(try await teams.call("DELETE", "/_local/webhooks/\(id)?as=ines").status == 200)
            #expect(try await teams.call("POST", path, ["text": "x"]).status == 410)
        }
    }

    @Test func aWorkflowAnswersAsPowerAutomate() async throws {
        try await withTeams(bot: nil, { $0.service.clock = .virtual }) { teams in
            let (_, path) = try await teams.webhook(["kind": "workflow", "name": "Gauge"])
            for body in [card, ["text": "x"]] {
                let answer = try await teams.call("POST", path, body)
                #expect(answer.status == 202 && answer.body.isEmpty)
            }
            let posts = try await teams.history("bo", of: RunningTeams.channel)
            #expect(posts.map { $0["from"] } == [["kind": "bot", "name": "Gauge"]])
            #expect(try await teams.log().last?["note"]?.stringValue?.contains("Send_each_adaptive_card") == true)
            for _ in 0..<3 { _ = try await teams.call("POST", path, card) }
            let soon = try await teams.call("POST", path, card)
            #expect(soon.status == 429)
            #expect(soon.fields["Retry-After"] == "1")
            let webhooks = try await teams.call("GET", "/_local/workspace").json["webhooks"]?.arrayValue ?? []
            #expect(webhooks.map { $0["kind"] } == ["workflow"])
        }
    }

    /// A web page elsewhere must not post through a browser.
    @Test func foreignPagesAreKeptOut() async throws {
        try await withTeams(bot: nil) { teams in
            let (_, path) = try await teams.webhook()
            for fields in [["Origin": "http://evil.test"], ["Sec-Fetch-Site": "cross-site"]] as [HTTP.Fields] {
                #expect(try await teams.call("POST", path, ["text": "x"], fields: fields).status == 403)
            }
            #expect(try await teams.history("bo", of: RunningTeams.channel).isEmpty)
        }
    }
}
