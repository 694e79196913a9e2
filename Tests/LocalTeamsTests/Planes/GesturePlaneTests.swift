import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let adaptive = "application/vnd.microsoft.card.adaptive"

private let card: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5",
    "body": [["type": "Input.ChoiceSet", "id": "who", "choices.data": ["type": "Data.Query", "dataset": "people"]]],
    "actions": [
        ["type": "Action.Execute", "id": "ok", "verb": "approve"],
        ["type": "Action.Submit", "id": "task", "data": ["msteams": ["type": "task/fetch"]]],
        ["type": "Action.Submit", "id": "send", "data": ["n": 1]],
        ["type": "Action.OpenUrl", "id": "open", "url": "https://harbor.test/"],
    ],
    "refresh": ["action": ["type": "Action.Execute", "verb": "refresh"]],
]
private let done: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "Done"]],
]

@Suite struct GesturePlaneTests {
    /// Answers each invoke as a bot would.
    private static let bot: Wharf.Answering = { activity in
        switch activity["name"]?.stringValue {
        case "adaptiveCard/action":
            .answer(["statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": done])
        case "task/fetch":
            .answer([
                "task": [
                    "type": "continue",
                    "value": ["title": "Berth", "card": ["contentType": .string(adaptive), "content": done]],
                ]
            ])
        case "task/submit": .answer(["task": ["type": "message", "value": "Saved."]])
        case "application/search":
            .answer([
                "statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse",
                "value": ["results": [["title": "Rotterdam", "value": "rtm"]]],
            ])
        default: .empty(status: 200)
        }
    }

    private func scene(_ wharf: Wharf) async throws -> (chat: String, path: String) {
        let chat = try await wharf.chat()
        let id = try await wharf.show(card, type: adaptive, in: chat)
        return (chat, "conversations/\(escaped(chat))/messages/\(id)")
    }

    @Test("E49-E53 each row answers with what the bot said, and the person sees it")
    func rows() async throws {
        try await Wharf.with(Self.bot) { wharf in
            let (chat, path) = try await scene(wharf)
            let pressed = try await wharf.gesture(
                "POST", path + "/actions", ["as": "ines", "action": "ok", "inputs": [:]])
            #expect(pressed.status == 200)
            #expect(pressed.json["invoke"]?["status"] == 200)
            #expect(pressed.json["invoke"]?["body"]?["value"] == done)
            let history = try await wharf.gesture("GET", "conversations/\(escaped(chat))/messages?as=ines")
            #expect(history.json.arrayValue?.last?["attachments"]?[0]?["content"] == done)

            let (_, other) = try await scene(wharf)
            let found = try await wharf.gesture(
                "POST", other + "/search", ["as": "ines", "input": "who", "query": "ro"])
            #expect(found.json["results"] == [["title": "Rotterdam", "value": "rtm"]])
            let opened = try await wharf.gesture("POST", other + "/actions", ["as": "ines", "action": "task"])
            let dialog = try #require(opened.json["dialog"]?["id"]?.stringValue)
            #expect(opened.json["dialog"]?["title"] == "Berth")
            let saved = try await wharf.gesture(
                "POST", "dialogs/\(dialog)/submit", ["as": "ines", "data": ["berth": "4"]])
            #expect(saved.json["message"] == "Saved.")
            #expect(saved.json["invoke"]?["body"]?["task"]?["type"] == "message")
            let sent = try await wharf.gesture("POST", other + "/actions", ["as": "ines", "action": "send"])
            #expect(sent.json["invoke"] == nil)
            #expect(sent.json["deliveries"]?[0]?["status"] == 200)
            let link = try await wharf.gesture("POST", other + "/actions", ["as": "ines", "action": "open"])
            #expect(link.json["open"] == "https://harbor.test/")
            let refreshed = try await wharf.gesture("POST", other + "/refresh", ["as": "ines"])
            #expect(refreshed.json["invoke"]?["body"]?["value"] == done)
            #expect(
                wharf.activities.compactMap { $0["name"]?.stringValue } == [
                    "adaptiveCard/action", "application/search", "task/fetch", "task/submit", "adaptiveCard/action",
                ])
            let recipients = Set(wharf.activities.map { $0["recipient"]?["id"]?.stringValue })
            #expect(recipients == ["28:\(Wharf.app)"])
        }
    }

    private static let failures: [(response: HTTP.Response, word: String)] = [
        (.answer(["error": "No berth left"], status: 500), "No berth left"),
        (HTTP.Response(status: 200, fields: ["Content-Type": "text/plain"], body: Array("not json".utf8)), "no JSON"),
        (.empty(status: 501), "501"), (.empty(status: 404), "404"),
        (HTTP.Response(status: 500, fields: ["X-Bot-Error": "ran aground"]), "ran aground"),
    ]

    @Test("A bot that fails is told in words, and the button works again", arguments: failures)
    func failed(_ each: (response: HTTP.Response, word: String)) async throws {
        try await Wharf.with({ _ in each.response }) { wharf in
            let (_, path) = try await scene(wharf)
            for _ in 0..<2 {
                let pressed = try await wharf.gesture("POST", path + "/actions", ["as": "ines", "action": "ok"])
                #expect(pressed.status == 200)
                #expect(pressed.json["invoke"]?["status"]?.intValue == each.response.status)
                #expect(pressed.json["error"]?.stringValue?.contains(each.word) == true, "\(pressed.text)")
            }
        }
    }

    @Test func aBotThatWasBlockedGetsNothing() async throws {
        try await Wharf.with { wharf in
            let (_, path) = try await scene(wharf)
            _ = try await wharf.gesture("POST", "blocks", ["as": "ines", "bot": .string(Wharf.app)])
            let pressed = try await wharf.gesture("POST", path + "/actions", ["as": "ines", "action": "ok"])
            #expect(pressed.json["deliveries"]?[0]?["skipped"] == "blocked")
            #expect(pressed.json["invoke"] == nil)
            #expect(pressed.json["error"]?.stringValue?.contains("blocked") == true)
        }
    }

    private static let refusals: [(row: String, body: JSONValue, status: Int)] = [
        ("/actions", ["as": "ines"], 400), ("/actions", ["as": "ines", "action": "ok", "more": 1], 400),
        ("/actions", ["as": "ines", "action": "ok", "inputs": []], 400),
        ("/actions", ["as": "bo", "action": "ok"], 403),
        ("/actions", ["as": "nobody", "action": "ok"], 404),
        ("/search", ["as": "ines", "input": "x", "query": ""], 404),
        ("/consent", ["as": "ines", "accept": true], 400), ("/consent", ["as": "ines", "accept": "yes"], 400),
        ("/feedback", ["as": "ines", "reaction": "like"], 400), ("/refresh", ["as": "bo"], 403),
    ]

    @Test("What cannot be is refused, and no bot hears of it", arguments: refusals)
    func refused(_ each: (row: String, body: JSONValue, status: Int)) async throws {
        try await Wharf.with { wharf in
            let (_, path) = try await scene(wharf)
            let count = wharf.activities.count
            let answer = try await wharf.gesture("POST", path + each.row, each.body)
            #expect(answer.status == each.status, "\(answer.text)")
            #expect(answer.json["error"]?["message"]?.stringValue?.isEmpty == false)
            #expect(wharf.activities.count == count)
        }
    }

    @Test("E57 the bytes that a bot brings are those that can be fetched, and nothing before")
    func upload() async throws {
        try await Wharf.with { wharf in
            let chat = try await wharf.chat()
            let id = try await wharf.show(
                ["description": "d", "sizeInBytes": 4, "acceptContext": ["n": 1]],
                type: "application/vnd.microsoft.teams.card.file.consent", name: "a b.csv", in: chat)
            let path = "conversations/\(escaped(chat))/messages/\(id)/consent"
            let accepted = try await wharf.gesture("POST", path, ["as": "ines", "accept": true])
            #expect(accepted.json["invoke"]?["status"] == 200)
            let info = try #require(wharf.activities.last?["value"]?["uploadInfo"])
            func target(_ name: String) -> String {
                (info[name]?.stringValue ?? "").replacing(Wharf.address, with: "")
            }
            #expect(try await wharf.call("GET", target("contentUrl")).status == 404)
            #expect(try await wharf.call("PUT", target("uploadUrl"), bytes: [1, 2]).status == 400)
            let half = try await wharf.call(
                "PUT", target("uploadUrl"), bytes: [1, 2], fields: ["Content-Range": "bytes 0-1/4"])
            #expect(half.status == 202)
            #expect(half.json["nextExpectedRanges"] == ["2-"])
            let whole = try await wharf.call(
                "PUT", target("uploadUrl"), bytes: [3, 4], fields: ["Content-Range": "bytes 2-3/4"])
            #expect(whole.status == 201)
            #expect(whole.json["size"] == 4)
            let fetched = try await wharf.call("GET", target("contentUrl"))
            #expect(fetched.status == 200)
            #expect(Array(fetched.text.utf8) == [1, 2, 3, 4])
            #expect(try await wharf.call("POST", target("uploadUrl")).status == 405)
            // The address is a key: it stands in no log.
            let log = try await wharf.gesture("GET", "log")
            #expect(
                !log.json.arrayValue!.contains {
                    $0["path"]?.stringValue?.contains(info["uniqueId"]?.stringValue ?? "?") == true
                })
        }
    }
}
