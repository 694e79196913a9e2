import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

private let card = Attachment.adaptiveCard(["type": "AdaptiveCard", "version": "1.5"])

struct TypedInvokeTests {
    private func invoke(_ name: String, _ value: JSONValue) -> JSONValue {
        Inbound.event("invoke", ["name": .string(name), "value": value])
    }

    private static let dialogs: [(answer: DialogAnswer, json: JSONValue?)] = [
        (
            .dialog("Berth", card: card, width: .medium, height: .small),
            [
                "task": [
                    "type": "continue",
                    "value": [
                        "title": "Berth", "height": "small", "width": "medium",
                        "card": [
                            "contentType": "application/vnd.microsoft.card.adaptive",
                            "content": ["type": "AdaptiveCard", "version": "1.5"],
                        ],
                    ],
                ]
            ]
        ),
        (
            .dialog(Dialog("Page", url: "https://harbor.test", width: 510)),
            ["task": ["type": "continue", "value": ["title": "Page", "url": "https://harbor.test", "width": 510]]]
        ),
        (.message("Saved."), ["task": ["type": "message", "value": "Saved."]]),
        (.close, nil),
    ]

    @Test("E52, E53 the answers of dialogs", arguments: dialogs)
    func dialogAnswers(_ each: (answer: DialogAnswer, json: JSONValue?)) async throws {
        let bot = Bot()
        bot.app.on(.taskFetch) { _, request in
            #expect(request.data?["data"]?["dialog_id"] == "berth")
            #expect(request.context?.theme == "dark")
            return each.answer
        }
        let response = try await bot.post(
            invoke(
                "task/fetch",
                ["data": ["data": ["dialog_id": "berth"], "type": "task/fetch"], "context": ["theme": "dark"]]))
        #expect(response.status == 200)
        #expect(response.json == each.json)
        #expect(response.body.isEmpty == (each.json == nil))
    }

    @Test("RT-4 a dialog's own handler comes before the one for all; data of any kind crashes nothing")
    func parts() async throws {
        let bot = Bot()
        bot.app.on(.taskSubmit) { _, _ in .message("any") }
        bot.app.on(.taskSubmit.of("save")) { _, _ in .message("save") }
        for (data, text) in [(["action": "save"], "save"), (["action": "other"], "any"), ("text", "any"), (5, "any")]
            as [(JSONValue, String)]
        {
            var body = invoke("task/submit", ["data": data])
            body["id"] = .string("f:\(data.text())")
            #expect(try await bot.post(body).json?["task"]?["value"]?.stringValue == text)
        }
    }

    @Test(
        "E51, RT-6 search reads with and without kind, and answers as the schema has it",
        arguments: ["search", nil] as [String?])
    func search(_ kind: String?) async throws {
        let bot = Bot()
        bot.app.on(.search) { _, request in
            #expect(request.queryText == "ro")
            #expect(request.queryOptions?.top == 15)
            #expect(request.dataset == "people")
            #expect(request.data?["site"] == "north")
            return .choices([SearchChoice("Rotterdam", value: "rtm"), SearchChoice("Rome")])
        }
        var value: JSONObject = [
            "queryText": "ro", "queryOptions": ["skip": 0, "top": 15], "dataset": "people", "data": ["site": "north"],
        ]
        value["kind"] = kind.map(JSONValue.string)
        let response = try await bot.post(invoke("application/search", .object(value)))
        #expect(
            response.json == [
                "statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse",
                "value": ["results": [["title": "Rotterdam", "value": "rtm"], ["title": "Rome", "value": "Rome"]]],
            ])
    }

    @Test(
        "E54 feedback reads the text that is JSON in JSON",
        arguments: [
            ("like", "{\"feedbackText\":\"ok\"}", true, "ok"), ("dislike", "{}", false, ""),
            ("Like", "no json", true, ""),
            ("other", nil, nil, ""),
        ] as [(String, String?, Bool?, String)])
    func feedback(_ reaction: String, _ json: String?, _ isLike: Bool?, _ text: String) async throws {
        let bot = Bot()
        bot.app.on(.feedback) { context, feedback in
            #expect(feedback.isLike == isLike)
            #expect(feedback.text == text)
            #expect(context.activity.replyToId == "1795161600999")
        }
        var value: JSONObject = ["reaction": .string(reaction)]
        value["feedback"] = json.map(JSONValue.string)
        var body = invoke("message/submitAction", ["actionName": "feedback", "actionValue": .object(value)])
        body["replyToId"] = "1795161600999"
        let response = try await bot.post(body)
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
    }

    @Test("E55 the bot's own form is a dialog")
    func feedbackForm() async throws {
        let bot = Bot()
        bot.app.on(.feedbackForm) { _, request in
            #expect(request.isLike == false)
            return .dialog("Why?", card: card)
        }
        let response = try await bot.post(
            invoke("message/fetchTask", ["data": ["actionName": "feedback", "actionValue": ["reaction": "dislike"]]]))
        #expect(response.json?["task"]?["value"]?["title"] == "Why?")
    }

    @Test("E57, E58 a file's consent says where it goes, when it was given")
    func consent() async throws {
        let bot = Bot()
        let seen = Mutex<[FileConsent]>([])
        bot.app.on(.fileConsent) { _, consent in seen.withLock { $0.append(consent) } }
        let info: JSONValue = [
            "name": "manifest.csv", "uploadUrl": "http://127.0.0.1:3979/_files/up/7",
            "contentUrl": "http://127.0.0.1:3979/_files/7", "uniqueId": "7", "fileType": "csv",
        ]
        for (id, value) in [
            ("f:1", ["type": "fileUpload", "action": "accept", "context": ["report": 7], "uploadInfo": info]),
            ("f:2", ["type": "fileUpload", "action": "decline", "context": ["report": 7]]),
        ] as [(String, JSONValue)] {
            var body = invoke("fileConsent/invoke", value)
            body["id"] = .string(id)
            let response = try await bot.post(body)
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
        }
        let consents = seen.withLock { $0 }
        #expect(consents.map(\.isAccepted) == [true, false])
        #expect(consents.first?.uploadInfo?.uniqueId == "7")
        #expect(consents.allSatisfy { $0.context?["report"] == 7 })
    }

    @Test("E56, E72-E78 the other invokes read their values and answer as they do")
    func others() async throws {
        let bot = Bot()
        bot.app.on(.suggestedActionSubmit) { _, value in #expect(value["choice"] == "north") }
        bot.app.on(.configFetch) { _, _ in ["responseType": "config"] }
        bot.app.on(.tabFetch) { _, value in ["tab": value["tabContext"] ?? .null] }
        bot.app.on(.connectorCardAction) { _, press in TurnResponse(status: 200, body: .string(press.actionId ?? ""))
        }
        bot.app.on(.handoff) { _, handoff in #expect(handoff.continuation == "token-91") }
        bot.app.on(.widgetToolCall) { _, call in call.arguments ?? .null }
        let rows: [(name: String, value: JSONValue, answer: JSONValue?)] = [
            ("suggestedActions/submit", ["choice": "north"], nil),
            ("config/fetch", ["context": ["theme": "default"]], ["responseType": "config"]),
            ("tab/fetch", ["tabContext": ["tabEntityId": "home"]], ["tab": ["tabEntityId": "home"]]),
            ("actionableMessage/executeAction", ["actionId": "approve", "body": "{}"], "approve"),
            ("handoff/action", ["continuation": "token-91"], nil),
            ("htmlwidget/calltool", ["name": "tides", "arguments": ["berth": 4]], ["berth": 4]),
        ]
        for (number, row) in rows.enumerated() {
            var body = invoke(row.name, row.value)
            body["id"] = .string("f:\(number)")
            let response = try await bot.post(body)
            #expect(response.status == 200, "\(row.name)")
            #expect(response.json == row.answer, "\(row.name)")
        }
    }

    @Test("MSG-27 A suggested action is told with its own value, whichever way its handler was named")
    func suggestedActions() async throws {
        let body = invoke("suggestedActions/submit", ["choice": "north"])
        #expect(try Activity(json: body).kind == .invoke(.suggestedActionSubmit))
        let seen = Mutex<[JSONValue]>([])
        for register in [
            { app in app.on(.suggestedActionSubmit) { _, value in seen.withLock { $0.append(value) } } },
            { app in
                app.onInvoke("suggestedActions/submit") { (_, value: JSONValue) -> TurnResponse in
                    seen.withLock { $0.append(value) }
                    return .ok
                }
            },
        ] as [(App) -> Void] {
            let bot = Bot()
            register(bot.app)
            #expect(try await bot.post(body).status == 200)
        }
        #expect(seen.withLock { $0 } == [["choice": "north"], ["choice": "north"]])
    }

    private struct Ticket: Decodable {
        let ticket: Int
        let note: String
    }

    @Test("E8, E9 a value that a button sent is read as what the handler wants, and another is told to the log")
    func submissions() async throws {
        let bot = Bot()
        let seen = Mutex<[String]>([])
        bot.app.on(.submitted(Ticket.self)) { _, ticket in
            seen.withLock { $0.append("\(ticket.ticket) \(ticket.note)") }
        }
        bot.app.onMessage { _ in Issue.record("called") }
        for (id, value) in [("1", ["ticket": 81, "note": "typed text"]), ("2", ["ticket": "?"]), ("3", "text")]
            as [(String, JSONValue)]
        {
            #expect(try await bot.post(Inbound.message("", id: id, ["value": value])).status == 200)
        }
        #expect(seen.withLock { $0 } == ["81 typed text"])
        #expect(bot.log.records.contains { $0.message.contains("bad payload") })
    }
}
