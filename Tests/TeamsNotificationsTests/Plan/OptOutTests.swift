import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

private let english = OptOutWording()
private let german = OptOutWording.standard(for: "de-CH")

private let commands: [(text: String, command: OptOutCommand?)] = [
    ("stop tides", .stop("Tides")), ("  STOP   Tides ", .stop("Tides")), ("start tides", .start("Tides")),
    ("stop all", .stop("*")), ("start all", .start("*")), ("notifications", .list), ("Notifications", .list),
    ("stop", nil), ("start", nil), ("stop winds", nil), ("stop tides now", nil), ("please stop tides", nil),
    ("notifications please", nil), ("stopp tides", .stop("Tides")), ("stopp alles", .stop("*")),
    ("benachrichtigungen", .list), ("", nil), ("stop berth plan", .stop("berth plan")), ("stop *", nil),
]

@Test(arguments: commands)
func wordsAreCommandsOnlyWhenTheyNameACategory(text: String, command: OptOutCommand?) {
    #expect(OptOutCommand(text, [german, english], categories: ["Tides", "berth plan"]) == command)
    if command != nil {
        #expect(OptOutCommand.mayBe(text.trimmingPrefix { $0 == " " }.description, [german, english]))
    }
}

private let changes: [(command: OptOutCommand, before: Set<String>, after: Set<String>)] = [
    (.stop("a"), [], ["a"]), (.stop("a"), ["b"], ["a", "b"]), (.stop("a"), ["*"], ["*"]), (.stop("*"), ["a"], ["*"]),
    (.start("a"), ["a", "b"], ["b"]), (.start("*"), ["*"], []), (.start("*"), ["a"], []),
    (.start("a"), ["*"], ["b", "c"]),
    (.list, ["a"], ["a"]), (.start("a"), [], []),
]

@Test(arguments: changes)
func commandChangesWhatAPersonWants(command: OptOutCommand, before: Set<String>, after: Set<String>) {
    #expect(command.applied(to: before, categories: ["a", "b", "c"]) == after)
}

/// An app with the desk in front of a handler that hears what is left, on a service that takes everything.
private struct Desk {
    let store = PlanStoreDouble()
    let app: App
    let heard = Box<[String]>([])
    let sent = Box<[String]>([])
    let changed = Box<[String]>([])

    init(failing: Bool = false) {
        var configuration = AppConfiguration()
        configuration.dangerouslyAllowsUnauthenticatedRequests = true
        configuration.additionalServiceHosts = ["service.example"]
        let sent = sent
        app = App(
            configuration, logger: Log(label: "test", level: .critical),
            transport: HandlerTransport(handler: { request in
                let body = try? JSONValue(parsing: request.body)
                if let text = body?["text"]?.stringValue { sent.append(text) }
                return HTTP.Response(status: 201, body: Array(#"{"id":"1"}"#.utf8))
            }))
        store.state.withLock { $0.values = ["category/tides": "", "category/berths": ""] }
        let (store, changed, heard) = (store, changed, heard)
        let desk = OptOutDesk(store: store) { user, categories in
            if failing { throw NotificationStoreError(.unavailable, "full") }
            try await store.setOptedOut(user, categories)
            changed.append(user)
        }
        app.use(desk.middleware)
        app.use(ReceiptNotes(store: store, wallClock: .system, logger: Log(label: "test", level: .critical)).middleware)
        app.onActivity { heard.append($0.text) }
        app.onInvoke { _ in .json(["handled": true]) }
    }

    @discardableResult
    func post(_ members: JSONObject, type: String = "personal", directory: JSONValue = "ADA") async -> JSONValue {
        var activity: JSONObject = [
            "type": "message", "id": .string(UUID().uuidString), "channelId": "msteams",
            "serviceUrl": "https://service.example/", "locale": "en-US",
            "from": ["id": "29:ada", "aadObjectId": directory], "recipient": ["id": "28:bot"],
            "conversation": ["id": "a:ada", "conversationType": .string(type), "tenantId": "t"],
        ]
        for (name, value) in members { activity[name] = value }
        var request = HTTP.Request(
            method: "POST", target: "/api/messages", body: JSONValue.object(activity).serialized())
        request.fields["Content-Type"] = "application/json"
        let response = await app.handle(request)
        return (try? JSONValue(parsing: response.body)) ?? .null
    }

    func optedOut(_ user: String = "ada") -> Set<String> { store.state.withLock { $0.optedOut[user] ?? [] } }
}

private final class Box<Value: Sendable>: Sendable {
    private let value: Mutex<Value>
    init(_ value: sending Value) { self.value = Mutex(value) }
    var now: Value { value.withLock { $0 } }
    func append<Element: Sendable>(_ element: Element) where Value == [Element] {
        value.withLock { $0.append(element) }
    }
}

private func press(_ category: String) -> JSONObject {
    [
        "type": "invoke", "name": "adaptiveCard/action", "replyToId": "17",
        "value": [
            "action": [
                "type": "Action.Execute", "verb": .string(OptOutAction.verb), "data": ["category": .string(category)],
            ], "trigger": "manual",
        ],
    ]
}

@Test func pressingTheActionOptsOutAndSaysHowToUndoIt() async {
    let desk = Desk()
    let answer = await desk.post(press("tides"))
    #expect(answer["statusCode"] == 200)
    #expect(answer["type"] == "application/vnd.microsoft.activity.message")
    #expect(answer["value"]?.stringValue?.contains("start tides") == true)
    #expect(desk.optedOut() == ["tides"])
    #expect(desk.store.state.withLock { $0.actions }.isEmpty)
    await desk.post(press("*"))
    #expect(desk.optedOut() == ["*"])
}

@Test func olderClientsSendTheSameAsAMessage() async {
    let desk = Desk()
    await desk.post(["value": ["action": .string(OptOutAction.verb), "category": "tides"], "replyToId": "17"])
    #expect(desk.optedOut() == ["tides"])
    #expect(desk.sent.now.first?.contains("start tides") == true)
    #expect(desk.heard.now.isEmpty)
}

@Test func whatCannotBeStoredIsToldAndNotConfirmed() async {
    let desk = Desk(failing: true)
    let answer = await desk.post(press("tides"))
    #expect(answer["type"] == "application/vnd.microsoft.error")
    await desk.post(["text": "stop tides"])
    #expect(desk.sent.now == [english.failed])
    #expect(desk.optedOut().isEmpty)
}

@Test func wordsInAPersonalChatAreAnsweredAndAllElseGoesOn() async {
    let desk = Desk()
    await desk.post(["text": "stop tides"])
    await desk.post(["text": "stop tides"])
    #expect(desk.optedOut() == ["tides"])
    #expect(desk.changed.now.count == 1)
    await desk.post(["text": "notifications"])
    #expect(desk.sent.now.last?.contains("You get messages about: berths.") == true)
    #expect(desk.sent.now.last?.contains("You do not get messages about: tides.") == true)
    await desk.post(["text": "start tides"])
    #expect(desk.optedOut().isEmpty)
    let mine = ["stop", "stop the presses", "stop winds", "start", "notifications on", "hello"]
    for text in mine { await desk.post(["text": .string(text)]) }
    #expect(desk.heard.now == mine)
    await desk.post(["text": "stop tides"], type: "groupChat")
    #expect(desk.heard.now.last == "stop tides")
    #expect(desk.optedOut().isEmpty)
}

@Test func personWithoutADirectoryIDIsKnownByTheAccount() async {
    let desk = Desk()
    await desk.post(["text": "stop tides"], directory: .null)
    #expect(desk.optedOut("29:ada") == ["tides"])
}

@Test func noWishIsLostAmongManyAtOnce() async {
    let desk = Desk()
    let categories = (0..<40).map { "c\($0)" }
    await withDiscardingTaskGroup { group in
        for category in categories { group.addTask { await desk.post(press(category)) } }
    }
    #expect(desk.optedOut() == Set(categories))
}

@Test func otherActionsAreNotedAndGoOn() async {
    let desk = Desk()
    var other = press("tides")
    other["value"] = ["action": ["type": "Action.Execute", "verb": "approve"], "trigger": "manual"]
    #expect(await desk.post(other)["handled"] == true)
    other["value"] = ["action": ["type": "Action.Execute", "verb": "refresh"], "trigger": "automatic"]
    #expect(await desk.post(other)["handled"] == true)
    await desk.post(["value": ["ticket": 1], "replyToId": "18"])
    await desk.post(["text": "an answer", "replyToId": "19"])
    #expect(desk.store.state.withLock { $0.actions } == ["17", "18"])
}

@Test func readReceiptsAreNoted() async {
    let desk = Desk()
    await desk.post([
        "type": "event", "name": "application/vnd.microsoft.readReceipt", "value": ["lastReadMessageId": "170"],
    ])
    #expect(desk.store.state.withLock { $0.reads } == ["170"])
    #expect(desk.store.state.withLock { $0.values[ReceiptNotes.receiptsSeen] } != nil)
}
