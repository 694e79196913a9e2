import Foundation
import JSONKit
import Testing

@testable import TeamsNotifications

/// The settings of a source, as one reads them.
func sourceSettings(_ json: JSONValue) throws(StrictError) -> EventSourceSettings {
    try StrictReader.read(EventSourceSettings.self, from: json)
}

/// Settings of a source that listens, with these beside.
func sourceJSON(_ members: JSONObject) -> JSONValue {
    var json: JSONObject = [
        "name": "builds", "postgres": ["url": "postgres://localhost/app", "channel": "builds"],
        "notification": ["audience": ["everyone": true], "content": ["text": "Build ${event.id} failed"]],
    ]
    for (name, value) in members { json[name] = value }
    return .object(json)
}

private let now = Date(timeIntervalSince1970: 1_795_000_000)

private func outcome(_ settings: JSONObject, _ event: String, at position: String? = "p1") throws
    -> EventMapping.Outcome
{
    try sourceSettings(sourceJSON(settings)).mapping.outcome(
        of: SourceEvent(bytes: Array(event.utf8), position: position), now: now)
}

private func notification(_ members: JSONObject) -> JSONObject {
    ["notification": .object(members)]
}

private let filled: [(settings: JSONObject, event: String, request: JSONValue)] = [
    ([:], #"{"id":7}"#, ["audience": ["everyone": true], "content": ["text": "Build 7 failed"]]),
    (
        notification([
            "audience": ["users": "${event.users}"], "category": "${event.kind}", "priority": "${event.priority}",
            "content": ["text": "${event.text}"], "expiresAt": "${event.until}",
        ]), #"{"users":["a","b"],"kind":"tides","text":"${event.users} \\${x}","priority":null,"until":null}"#,
        [
            "audience": ["users": ["a", "b"]], "category": "tides",
            "content": ["text": "${event.users} \\${x}"],
        ]
    ),
    (
        notification([
            "audience": ["users": ["${toLower(event.who)}", "fixed"]],
            "content": ["text": "${join(foreach(event.items, x, x.name), ', ')} of ${count(event.items)} \\${plain}"],
        ]), #"{"who":"ANN","items":[{"name":"a"},{"name":"b"}]}"#,
        ["audience": ["users": ["ann", "fixed"]], "content": ["text": "a, b of 2 ${plain}"]]
    ),
    (
        notification([
            "audience": ["everyone": true],
            "content": [
                "card": ["type": "AdaptiveCard", "body": [["type": "TextBlock", "text": "${event.id} for ${name}"]]],
                "summary": "Build ${event.id}", "data": ["name": "${event.by}"],
            ],
        ]), #"{"id":7,"by":"${event.id}"}"#,
        [
            "audience": ["everyone": true],
            "content": [
                "card": ["type": "AdaptiveCard", "body": [["type": "TextBlock", "text": "${event.id} for ${name}"]]],
                "summary": "Build ${event.id}",
                "data": ["name": "${event.id}", "event": ["id": 7, "by": "${event.id}"]],
            ],
        ]
    ),
    (
        notification([
            "audience": ["everyone": true],
            "content": [
                "locales": ["en": ["text": "Build ${event.id}"], "sv": ["template": "build"]], "fallback": "en",
            ],
        ]), #"{"id":7}"#,
        [
            "audience": ["everyone": true],
            "content": [
                "locales": ["en": ["text": "Build 7"], "sv": ["template": "build", "data": ["event": ["id": 7]]]],
                "fallback": "en",
            ],
        ]
    ),
]

private let conditions: [(when: JSONValue, event: String, holds: Bool)] = [
    ("${event.status == 'failed'}", #"{"id":1,"status":"failed"}"#, true),
    ("${event.status == 'failed'}", #"{"id":1,"status":"done"}"#, false),
    ("${event.status == 'failed'}", #"{"id":1}"#, false), ("${event.bad}", #"{"id":1}"#, false),
    ("${event.bad}", #"{"id":1,"bad":true}"#, true), ("${event.bad}", #"{"id":1,"bad":null}"#, false),
    (true, #"{"id":1}"#, true), (false, #"{"id":1}"#, false),
    ("${exists(event.id) && event.id > 3}", #"{"id":4}"#, true),
]

private let faults: [(settings: JSONObject, event: String, reason: String)] = [
    ([:], "", "the event is empty"), ([:], "{", "the event is no JSON"),
    ([:], #"{"id":"\u0000"}"#, "the event has a character NUL"),
    ([:], "{}", "/notification/content/text: ${event.id}: the event has no \"event.id\""),
    (["when": "${event.id}"], #"{"id":"x"}"#, "/when: ${event.id} must be true or false"),
    (["idempotencyKey": "${event.key}"], #"{"id":1}"#, "/idempotencyKey: ${event.key}: the event has no"),
    (["idempotencyKey": "${event.key}"], #"{"id":1,"key":""}"#, "/idempotencyKey: is empty"),
    (["idempotencyKey": "${event.key}"], #"{"id":1,"key":null}"#, "/idempotencyKey: is empty"),
    (
        notification(["audience": ["users": "${event.users}"], "content": ["text": "x"]]), #"{"users":"ann"}"#,
        "/notification/audience/users: must be a list"
    ),
    (
        notification(["audience": ["everyone": true], "content": ["text": "x"], "priority": "${event.p}"]),
        #"{"p":"high"}"#, "/notification/priority: must be one of"
    ),
]

private let mistakes: [(settings: JSONValue, pointer: String, words: String)] = [
    (sourceJSON(["when": "${event.status =}"]), "/when", ""),
    (sourceJSON(["when": "event.status == 'failed'"]), "/when", "must be one expression"),
    (sourceJSON(["when": 1]), "/when", "must be a text"),
    (sourceJSON(["idempotencyKey": "${evnt.id}"]), "/idempotencyKey", "\"evnt\" is not known here"),
    (sourceJSON(["name": "a/b"]), "/name", "must be 1 to 64"),
    (sourceJSON(["sauce": 1]), "/sauce", "is not known here"),
    (sourceJSON(["outbox": ["url": "postgres://localhost/app"]]), "", "must have only one of"),
    (sourceJSON(["postgres": ["url": "mysql://x", "channel": "c"]]), "/postgres/url", "postgres://"),
    (sourceJSON(["notification": ["audience": ["everyone": true]]]), "/notification/content", "is missing"),
    (
        sourceJSON(["notification": ["audiense": 1, "audience": ["everyone": true], "content": ["text": "x"]]]),
        "/notification/audiense", "did you mean \"audience\"?"
    ),
    (
        sourceJSON(["notification": ["audience": ["everyone": true], "content": ["text": "${lenght(event)}"]]]),
        "/notification/content/text", "lenght"
    ),
]

private let origins: [(origin: JSONObject, pointer: String, words: String)] = [
    (["kafka": ["topic": "t"]], "/kafka/brokers", "is missing"),
    (
        ["kafka": ["brokers": "b:1", "topic": "t", "properties": ["fetch.max.bites": 1]]],
        "/kafka/properties/fetch.max.bites", "did you mean fetch.max.bytes?"
    ),
    (["eventHubs": ["connectionString": "Endpoint=x"]], "/eventHubs/connectionString", "sb://"),
    (
        [
            "eventHubs": [
                "connectionString": "Endpoint=sb://n.example/;SharedAccessKeyName=a;SharedAccessKey=hunter2"
            ]
        ], "/eventHubs/hub", "EntityPath"
    ),
    (["outbox": ["url": "postgres://localhost/app", "table": "a."]], "/outbox/table", ""),
]

@Suite struct EventMappingTests {
    @Test(arguments: filled)
    func anEventFillsTheNotification(settings: JSONObject, event: String, request: JSONValue) throws {
        guard case .notification(let made, _, _) = try outcome(settings, event) else {
            Issue.record("it was skipped")
            return
        }
        #expect(try made == StrictReader.read(NotificationRequest.self, from: request))
    }

    @Test(arguments: conditions) func whenDecides(when: JSONValue, event: String, holds: Bool) throws {
        let made = try outcome(["when": when], event)
        if case .skipped = made { #expect(!holds) } else { #expect(holds) }
    }

    @Test(arguments: faults)
    func whatCannotBeMappedSaysWhy(settings: JSONObject, event: String, reason: String) throws {
        let fault = #expect(throws: EventFault.self) { try outcome(settings, event) }
        #expect(fault?.reason.hasPrefix(reason) == true, "\(fault?.reason ?? "")")
    }

    @Test(arguments: mistakes)
    func aMistakeInTheSettingsIsFoundAtTheStart(settings: JSONValue, pointer: String, words: String) {
        let error = #expect(throws: StrictError.self) { try sourceSettings(settings) }
        #expect(error.map { "\($0.pointer)" } == pointer)
        #expect(error?.problem.contains(words) == true || words.isEmpty, "\(error?.problem ?? "")")
    }

    @Test(arguments: origins)
    func aMistakeInTheOriginIsFoundAtTheStart(origin: JSONObject, pointer: String, words: String) {
        var json = sourceJSON(origin)
        json["postgres"] = nil
        let error = #expect(throws: StrictError.self) { try sourceSettings(json) }
        #expect(error.map { "\($0.pointer)" } == pointer)
        #expect(error?.problem.contains(words) == true || words.isEmpty, "\(error?.problem ?? "")")
        #expect(error?.problem.contains("hunter2") != true)
    }

    private func key(_ settings: JSONObject, _ event: String, at position: String?) throws -> [String] {
        guard case .notification(_, let key, let digest) = try outcome(settings, event, at: position) else { return [] }
        return [key, digest]
    }

    @Test func theSameEventHasTheSameKey() throws {
        let first = try key([:], #"{"id":1,"x":2}"#, at: "topic/0/7")
        #expect(first[0] == "source/builds/topic/0/7")
        #expect(try first == key([:], #"{"x":2,"id":1}"#, at: "topic/0/7"))
        // A topic that was made anew counts from the start again: that is another event.
        #expect(try first[1] != key([:], #"{"id":2}"#, at: "topic/0/7")[1])
        let own = try key(["idempotencyKey": "b-${event.id}"], #"{"id":1}"#, at: "topic/0/7")
        #expect(own[0] == "source/builds/b-1")
        #expect(try own == key(["idempotencyKey": "b-${event.id}"], #"{"id":1,"n":2}"#, at: "topic/0/8"))
        #expect(try key([:], #"{"id":1}"#, at: nil)[0] != key([:], #"{"id":2}"#, at: nil)[0])
        let long = String(repeating: "x", count: 5_000)
        #expect(try key(["idempotencyKey": "${event.id}"], #"{"id":"\#(long)"}"#, at: nil)[0].utf8.count < 255)
    }

    @Test func anEventThatIsTooLongIsRejectedAndCut() throws {
        let event = SourceEvent(bytes: Array("\"\(String(repeating: "é", count: 600_000))\"".utf8), position: nil)
        let mapping = try sourceSettings(sourceJSON([:])).mapping
        let fault = #expect(throws: EventFault.self) { try mapping.outcome(of: event, now: now) }
        #expect(fault?.reason.contains("more than 1048576 bytes") == true)
        let kept = RejectedEvent(event, because: "x", at: now)
        #expect(kept.event.utf8.count < RejectedEvent.maxEventBytes + 64)
        #expect(kept.event.hasSuffix("(1200002 bytes)"))
    }
}
