import Foundation
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsModels
import Testing

@testable import TeamsNotifications

private let card: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "Hello ${name}", "wrap": true]],
]

private let forms: [JSONValue] = [
    ["text": "Hi"], ["text": "Hi", "summary": "s", "alert": true, "optOut": false],
    ["card": card], ["card": card, "data": ["name": "Ada"], "recipientData": ["u1": ["name": "Bob"]], "optOut": true],
    ["template": "tide", "data": ["name": "Ada"]], ["template": "tide", "recipientData": ["u1": [:]]],
    ["locales": ["en": ["text": "Hi"], "sv-SE": ["card": card]], "fallback": "en", "summary": "s"],
]

@Test(arguments: forms)
func contentIsReadAndWrittenAsTheAPIHasIt(form: JSONValue) throws {
    #expect(try StrictReader.read(NotificationContent.self, from: form).json == form)
}

private let badForms: [(json: JSONValue, pointer: String, says: String)] = [
    ([:], "", "must have one of text, card, template, locales"), (["text": ""], "/text", "is empty"),
    (["text": " \n"], "/text", "is empty"), (["text": "a", "card": card], "", "only one of"),
    (["text": "a", "data": [:]], "/data", "not known"),
    (["text": "a", "recipientData": [:]], "/recipientData", "not known"),
    (["text": "a", "optOut": true], "/optOut", "only a card"), (["card": "x"], "/card", "an object"),
    (["card": card, "data": [1]], "/data", "an object"),
    (["card": card, "recipientData": ["u": 1]], "/recipientData/u", "an object"),
    (["card": card, "recipientData": ["u": [:], "U": [:]]], "/recipientData/U", "another spelling"),
    (["template": ""], "/template", "is empty"), (["template": "t", "x/y": 1], "/x~1y", "not known"),
    (["locales": [:], "fallback": "en"], "/locales", "is empty"),
    (["locales": ["en": ["text": "a"]]], "/fallback", "is missing"),
    (["locales": ["en": ["text": "a"]], "fallback": "sv"], "/fallback", "one of the locales"),
    (["locales": ["e n": ["text": "a"]], "fallback": "en"], "/locales/e n", "language tag"),
    (["locales": ["en": ["text": "a"], "EN": ["text": "a"]], "fallback": "en"], "/locales/EN", "another spelling"),
    (
        ["locales": ["en": ["locales": [:], "fallback": "en"]], "fallback": "en"], "/locales/en/locales",
        "within a locale"
    ),
    (["locales": ["en": ["text": 1]], "fallback": "en"], "/locales/en/text", "a text"),
    (["text": "a", "alert": "yes"], "/alert", "true or false"), (["text": "a", "summary": ""], "/summary", "is empty"),
]

@Test(arguments: badForms)
func badContentNamesThePlace(json: JSONValue, pointer: String, says: String) {
    let error = #expect(throws: StrictError.self) { try StrictReader.read(NotificationContent.self, from: json) }
    #expect(error?.pointer.description == pointer)
    #expect(error?.problem.contains(says) == true, "\(error?.message ?? "")")
}

private let requests: [JSONValue] = [
    ["audience": ["everyone": true], "content": ["text": "Hi"]],
    [
        "audience": ["everyone": true], "content": ["text": "Hi"], "category": "tides", "priority": "urgent",
        "guarantee": "atMostOnce", "schedule": ["at": "2027-01-01T00:00:00Z"], "expiresAt": "2027-01-02T00:00:00.000Z",
    ],
]

@Test(arguments: requests)
func requestIsReadAndWrittenAsTheAPIHasIt(form: JSONValue) throws {
    #expect(try StrictReader.read(NotificationRequest.self, from: form).json == form)
}

private let badRequests: [(change: JSONObject, pointer: String)] = [
    (["audience": .null], "/audience"), (["content": .null], "/content"), (["category": ""], "/category"),
    (["category": "*"], "/category"), (["category": "a\nb"], "/category"), (["category": " a"], "/category"),
    (["priority": "high"], "/priority"), (["guarantee": 1], "/guarantee"), (["expiresAt": "tomorrow"], "/expiresAt"),
    (["expiresAt": "2027-01-01T00:00:00"], "/expiresAt"), (["schedule": [:]], "/schedule"),
    (["dryRum": true], "/dryRum"),
    (["audience": ["users": [""]]], "/audience/users/0"),
]

@Test(arguments: badRequests)
func badRequestNamesThePlace(change: JSONObject, pointer: String) {
    var json: JSONObject = ["audience": ["everyone": true], "content": ["text": "Hi"]]
    for (name, value) in change { json[name] = value }
    let error = #expect(throws: StrictError.self) {
        try StrictReader.read(NotificationRequest.self, from: .object(json))
    }
    #expect(error?.pointer.description == pointer)
}

// MARK: - Messages

private func library(
    _ content: NotificationContent, about category: String? = nil, templates: TemplateLibrary = TemplateLibrary()
) -> ContentLibrary {
    let store = PlanStoreDouble()
    let record = NotificationRecord(
        id: "n", request: NotificationRequest(to: .everyone, content, about: category), state: .sending, createdAt: .now
    )
    store.state.withLock { $0.records["n"] = record }
    return ContentLibrary(store: store, templates: templates, wallClock: .system)
}

private func task(_ user: String? = "u1", locale: String? = nil, data: JSONObject? = nil, version: Int = 1)
    -> DeliveryTask
{
    DeliveryTask(
        delivery: Delivery(
            place: 1, notification: "n", target: DeliveryTarget(conversation: "a:1", tenant: "t", user: user),
            dueAt: .now),
        work: .send, priority: .normal, guarantee: .documented, version: version, isText: false, remaining: 1,
        address: nil, locale: locale, data: data)
}

private func texts(_ message: RenderedMessage) -> JSONValue? {
    message.activity.attachments?.first?.content?["body"]?[0]?["text"]
}

@Test func dataOfARecipientLieOverThoseOfAll() async throws {
    let content = library(.card(card, data: ["name": "all", "x": 1]))
    #expect(texts(try await content.message(for: task())) == "Hello all")
    #expect(texts(try await content.message(for: task(data: ["name": "Ada"]))) == "Hello Ada")
    #expect(texts(try await content.message(for: task(data: ["x": 2]))) == "Hello all")
}

@Test func nameThatIsMissingFailsThatMessageAlone() async throws {
    let content = library(.card(card))
    #expect(texts(try await content.message(for: task(data: ["name": "Ada"]))) == "Hello Ada")
    let error = await #expect(throws: ContentError.self) { try await content.message(for: task(data: ["nome": "x"])) }
    #expect(error?.pointer == "/card/body/0/text")
    #expect(error?.message.contains("name") == true)
}

private let languages: [(locale: String?, text: String)] = [
    ("sv", "hej"), ("sv-FI", "hej"), ("SV-se", "hej"), ("en-GB", "hello"), ("en-US", "fallback"), ("fr", "fallback"),
    (nil, "fallback"), ("", "fallback"), ("de-AT", "servus"), ("de", "fallback"), ("de_AT", "servus"),
]

@Test(arguments: languages)
func languageIsTheExactTagThenItsLanguageThenTheFallback(locale: String?, text: String) async throws {
    let content = library(
        .localized(
            ["sv": "hej", "en-GB": "hello", "de-AT": "servus", "pl": "fallback"], fallback: "PL"))
    #expect(try await content.message(for: task(locale: locale)).text == text)
}

@Test func summaryAndAlertGoWithTheCard() async throws {
    let content = library(.card(card, data: ["name": "Ada"]).summarized("For ${name}").alerting())
    let activity = try await content.message(for: task()).activity
    #expect(activity.summary == "For Ada")
    #expect(activity.channelData?.notification?.alert == true)
    #expect(activity.text == nil)
}

@Test func messageForAllIsMadeOnceAndANewVersionAnew() async throws {
    let store = PlanStoreDouble()
    var record = NotificationRecord(
        id: "n", request: NotificationRequest(to: .everyone, "one"), state: .sending, createdAt: .now)
    let first = record
    store.state.withLock { $0.records["n"] = first }
    let content = ContentLibrary(store: store, templates: TemplateLibrary(), wallClock: .system)
    #expect(try await content.message(for: task()).text == "one")
    record.request.content = "two"
    record.version = 2
    let second = record
    store.state.withLock { $0.records["n"] = second }
    #expect(try await content.message(for: task()).text == "one")  // what is kept is no older than what is asked for
    #expect(try await content.message(for: task(version: 2)).text == "two")
    #expect(try await content.message(for: task()).text == "two")
}

// MARK: - Opting out on cards

private func actions(_ message: RenderedMessage) -> [JSONValue] {
    message.activity.attachments?.first?.content?["actions"]?.arrayValue ?? []
}

private func plain(_ actions: JSONValue = []) -> JSONValue {
    ["type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "x"]], "actions": actions]
}

private let ownPaths: [JSONValue] = [
    ["type": "Action.Execute", "title": "Enough", "verb": "optOut"],
    ["type": "Action.Submit", "title": "Enough", "data": ["action": "opt-out"]],
    ["type": "Action.OpenUrl", "title": "Enough", "url": "https://example.org/unsubscribe?me"],
]

@Test(arguments: ownPaths)
func cardWithAPathOfItsOwnGetsNoStockAction(path: JSONValue) async throws {
    #expect(actions(try await library(.card(plain([path])), about: "tides").message(for: task())).count == 1)
    let forced = library(.card(plain([path])).offeringOptOut(true), about: "tides")
    #expect(actions(try await forced.message(for: task())).count == 2)
}

private let offers: [(category: String?, optOut: Bool?, user: String?, data: JSONValue?)] = [
    ("tides", nil, "u1", "tides"), ("tides", true, "u1", "tides"), ("tides", false, "u1", nil), (nil, nil, "u1", nil),
    (nil, true, "u1", "*"), ("tides", nil, nil, nil), ("tides", true, nil, "tides"),
]

@Test(arguments: offers)
func stockActionIsAddedWherePeopleMayOptOut(
    category: String?, optOut: Bool?, user: String?, data: JSONValue?
) async throws {
    var content = NotificationContent.card(
        plain([["type": "Action.OpenUrl", "title": "See", "url": "https://x.example"]]))
    content.optOut = optOut
    let all = actions(try await library(content, about: category).message(for: task(user)))
    let stock = all.first { $0["verb"] == .string(OptOutAction.verb) }
    #expect(stock?["data"]?["category"] == data)
    guard let stock else { return }
    #expect(all.last == stock)
    #expect(stock["fallback"]?["type"] == "Action.Submit")
    #expect(stock["fallback"]?["data"] == ["category": data ?? .null, "action": .string(OptOutAction.verb)])
    let issues = CardValidator.issues(in: plain(.array(all)), for: .bot).filter { $0.severity == .error }
    #expect(issues.isEmpty, "\(issues)")
}

@Test func titleOfTheStockActionIsInThePersonsLanguage() async throws {
    let content = library(.card(plain()), about: "tides")
    #expect(
        actions(try await content.message(for: task(locale: "de-DE"))).last?["title"]
            == "Keine Nachrichten mehr zu tides")
    #expect(actions(try await content.message(for: task(locale: "xx"))).last?["title"] == "Stop messages about tides")
}

// MARK: - The library of templates

private func folder(_ files: [String: String]) throws -> String {
    let path = NSTemporaryDirectory() + "templates-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8) }
    return path
}

private let wrongTemplates: [(text: String, says: [String])] = [
    ("{\n  \"type\": oops\n}", ["is no JSON", "line 2"]), ("[]", ["is no card", "/type"]),
    (
        #"{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"${noSuchFunction(1)}"}]}"#,
        ["/body/0/text", "noSuchFunction"]
    ),
    (#"{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlok","text":"x"}]}"#, ["/body/0", "TextBlok"]),
]

@Test(arguments: wrongTemplates)
func wrongTemplateIsNamedAtTheStart(text: String, says: [String]) throws {
    let path = try folder(["tide.json": text, "note.txt": "no template"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: NotificationError.self) { try TemplateLibrary(folder: path) }
    #expect(error?.code == .configuration)
    for part in says + ["tide.json"] { #expect(error?.message.contains(part) == true, "\(error?.message ?? "")") }
}

@Test func templateIsKnownByItsFileWithoutJSON() throws {
    let path = try folder(["tide.json": card.text(), "note.txt": "no template", ".hidden.json": "{"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let library = try TemplateLibrary(folder: path)
    #expect(library.names == ["tide"])
    #expect(library.problem(with: "tyde").contains("did you mean \"tide\""))
    #expect(throws: NotificationError.self) { try TemplateLibrary(folder: path + "/none") }
    #expect(try TemplateLibrary(folder: nil).names.isEmpty)
}
