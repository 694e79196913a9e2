import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

private struct TideQuery: WireObject {
    var berth: Int?
    var extras: JSONObject = [:]
    init() {}
    static let members: WireMembers<TideQuery> = [.init("berth", \.berth)]
}

extension Invoke<TideQuery, JSONObject> {
    fileprivate static var tides: Self { Invoke("tides/next") }
}

struct InvokeTests {
    private func invoke(_ name: String, _ value: JSONValue = nil) -> JSONValue {
        Inbound.event("invoke", ["name": .string(name), "value": value])
    }

    @Test func theAnswerOfTheHandlerIsTheBodyOfTheResponse() async throws {
        let bot = Bot()
        bot.app.on(.tides) { _, query in ["high": .number(JSONNumber(query.berth ?? 0))] }
        let response = try await bot.post(invoke("tides/next", ["berth": 4]))
        #expect(response.status == 200)
        #expect(response.json == ["high": 4])
        #expect(response.fields["Content-Type"] == "application/json; charset=utf-8")
    }

    @Test("IN-7 A response with a status passes through, and one without a body is empty")
    func statuses() async throws {
        let bot = Bot()
        bot.app.onInvoke("a") { (_, value: JSONValue) in TurnResponse(status: 201, body: value) }
        bot.app.onInvoke("b") { (_, _: JSONValue) in TurnResponse.ok }
        let created = try await bot.post(invoke("A", [1, 2]))
        #expect(created.status == 201)
        #expect(created.json == [1, 2])
        let empty = try await bot.post(Inbound.event("invoke", ["id": "f:2", "name": "b"]))
        #expect(empty.status == 200)
        #expect(empty.body.isEmpty)
    }

    @Test func aBadPayloadNeverReachesTheHandler() async throws {
        let bot = Bot()
        bot.app.on(.tides) { _, _ in
            Issue.record("called")
            return [:]
        }
        let response = try await bot.post(invoke("tides/next", ["berth": "four"]))
        #expect(response.status == 400)
        #expect(response.json?["error"]?.stringValue?.contains("berth") == true)
    }

    @Test(
        "An invoke that nobody wants is answered 501, also beside a handler for every activity", arguments: [501, 200])
    func unhandled(_ status: Int) async throws {
        let bot = Bot { $0.unhandledInvokeStatus = status }
        bot.app.onActivity { _ in Issue.record("called") }
        let response = try await bot.post(invoke("task/fetch"))
        #expect(response.status == status)
        #expect(response.body.isEmpty == (status == 200))
        #expect(bot.log.records.contains { $0.metadata["name"] == "task/fetch" })
    }

    @Test func theHandlerOfANameComesBeforeTheOneForEveryInvoke() async throws {
        let bot = Bot()
        bot.app.onInvoke { _ in .json("any") }
        bot.app.onInvoke("task/fetch") { (_, _: JSONValue) in TurnResponse.json("fetch") }
        #expect(try await bot.post(invoke("task/fetch")).json == "fetch")
        #expect(try await bot.post(Inbound.event("invoke", ["id": "f:2", "name": "other"])).json == "any")
    }
}
