import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Which handler an invoke comes to, and what it is answered.
struct InvokeRouteTests {
    private static let fetch = Invoke<JSONValue, JSONValue>(.taskFetch)

    private func invoke(_ name: String, _ value: JSONValue = nil, id: String = "f:1") -> JSONValue {
        Inbound.event("invoke", ["id": .string(id), "name": .string(name), "value": value])
    }

    private static let dialogCases: [(value: JSONValue, handler: JSONValue)] = [
        (["data": ["dialog_id": "berth"]], "berth"),
        (["data": ["action": "berth"]], "berth"),
        (["data": ["data": ["dialog_id": "berth"], "type": "task/fetch"]], "berth"),
        (["data": ["dialog_id": "berth", "action": "crane"]], "berth"),
        (["data": ["dialog_id": "other", "action": "crane"]], "crane"),
        (["data": ["dialog_id": "Berth"]], "any"),
        (["data": ["dialog_id": 4]], "any"),
        (["data": "berth"], "any"),
        (["data": [["dialog_id": "berth"]]], "any"),
        ("berth", "any"),
        (nil, "any"),
    ]

    @Test(
        "RT-4 A dialog comes to its own handler alone, by dialog_id or action; what is no object does no harm",
        arguments: dialogCases)
    func dialogs(_ expected: (value: JSONValue, handler: JSONValue)) async throws {
        let bot = Bot()
        bot.app.on(Self.fetch) { _, _ in "any" }
        bot.app.on(Self.fetch.of("berth")) { _, _ in "berth" }
        bot.app.on(Self.fetch.of("crane")) { _, _ in "crane" }
        bot.app.on(Invoke<JSONValue, JSONValue>(.taskSubmit).of("berth")) { _, _ in "submitted" }
        bot.app.onInvoke { _ in .json("every invoke") }
        try bot.app.prepare()
        let response = try await bot.post(invoke("task/fetch", expected.value))
        #expect(response.json == expected.handler)
    }

    private static let partCases: [(name: String, value: JSONValue, handler: JSONValue)] = [
        ("adaptiveCard/action", ["action": ["verb": "approve"]], "approve"),
        ("adaptiveCard/action", ["action": ["data": ["action": "approve"]]], "approve"),
        ("adaptiveCard/action", ["action": ["verb": "other", "data": ["action": "other"]]], "any card"),
        ("adaptiveCard/action", ["action": [:]], "any card"),
        ("application/search", ["dataset": "people", "kind": "search"], "people"),
        ("application/search", ["dataset": "people"], "people"),
        ("application/search", ["dataset": "ships"], "any search"),
        ("message/fetchTask", ["data": ["actionName": "feedback"]], "feedback form"),
        ("APPLICATION/SEARCH", ["dataset": "people"], "people"),
        ("somethingNew", ["dataset": "people"], "every invoke"),
    ]

    @Test(
        "RT-5 RT-6 A verb, a data set and a form come to their own handlers, all others to that of the name",
        arguments: partCases)
    func parts(_ expected: (name: String, value: JSONValue, handler: JSONValue)) async throws {
        let bot = Bot()
        let card = Invoke<JSONValue, JSONValue>(.cardAction)
        let search = Invoke<JSONValue, JSONValue>(.search)
        bot.app.on(card) { _, _ in "any card" }
        bot.app.on(card.of("approve")) { _, _ in "approve" }
        bot.app.on(search) { _, _ in "any search" }
        bot.app.on(search.of("people")) { _, _ in "people" }
        bot.app.on(Invoke<JSONValue, JSONValue>(.messageFetchTask).of("feedback")) { _, _ in "feedback form" }
        bot.app.onInvoke { _ in .json("every invoke") }
        try bot.app.prepare()
        #expect(try await bot.post(invoke(expected.name, expected.value)).json == expected.handler)
    }

    @Test("RT-8 Two handlers for one dialog are named; one for it and one for all dialogs are none too many")
    func duplicates() throws {
        let bot = Bot()
        bot.app.on(Self.fetch, file: "A.swift", line: 1) { _, _ in nil }
        bot.app.on(Self.fetch.of("berth"), file: "B.swift", line: 2) { _, _ in nil }
        try bot.app.prepare()
        bot.app.on(Self.fetch.of("berth"), file: "C.swift", line: 3) { _, _ in nil }
        let error = #expect(throws: AppError.self) { try bot.app.prepare() }
        #expect(
            error?.message == "two handlers for invoke/task/fetch of \"berth\": at B.swift:2 and at C.swift:3")
    }

    private struct Approval: Codable, Sendable {
        let ticket: Int
        let by: [String]
    }
    private struct Receipt: Codable, Sendable { let approved: Bool }

    private static let mistakes: [(value: JSONValue, words: String)] = [
        (nil, "is no"), ([:], "/ticket is missing"), (["ticket": "x", "by": []], "/ticket is no Int"),
        (["ticket": 1, "by": ["a", 2]], "/by/1 is no String"),
    ]

    @Test(
        "IN-7 Payloads and answers may be Codable; one that does not fit is answered 400 with the member that is wrong")
    func codable() async throws {
        let bot = Bot()
        bot.app.on(Invoke<Approval, Receipt>(coding: "approve")) { _, approval in
            Receipt(approved: approval.ticket == 81 && approval.by == ["Bo"])
        }
        let response = try await bot.post(invoke("approve", ["ticket": 81, "by": ["Bo"]]))
        #expect(response.status == 200)
        #expect(response.json == ["approved": true])
        for (number, (value, words)) in Self.mistakes.enumerated() {
            let response = try await bot.post(invoke("approve", value, id: "f:\(number + 2)"))
            #expect(response.status == 400)
            #expect(response.json?["error"]?.stringValue?.contains(words) == true, "\(response.json ?? nil)")
        }
    }

    @Test("IN-7 An invoke whose handler has nothing to say is answered with an empty 200, one with a status with that")
    func emptyAnswers() async throws {
        let bot = Bot()
        bot.app.on(Invoke<JSONValue, Void>("a")) { _, _ in }
        bot.app.on(Invoke<JSONValue, TurnResponse>("b")) { _, value in TurnResponse(status: 412, body: value) }
        bot.app.onInvoke(.taskSubmit) { (_, value: JSONValue) in value }
        let empty = try await bot.post(invoke("a"))
        #expect(empty.status == 200)
        #expect(empty.body.isEmpty)
        let refused = try await bot.post(invoke("b", 7, id: "f:2"))
        #expect(refused.status == 412)
        #expect(refused.json == 7)
        #expect(try await bot.post(invoke("task/submit", 8, id: "f:3")).json == 8)
    }
}
