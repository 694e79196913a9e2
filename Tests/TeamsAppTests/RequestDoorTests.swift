import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import TeamsApp

private let key = "a-key-of-thirty-two-characters-x"

private func request(
    _ method: String = "POST", _ path: String = "/incident", authorization: String? = "Bearer \(key)",
    body: String = "{}"
) -> HTTP.Request {
    var fields: HTTP.Fields = [:]
    fields["Authorization"] = authorization
    return HTTP.Request(method: method, target: path, fields: fields, body: Array(body.utf8))
}

@Suite("Requests of other programs") struct RequestDoorTests {
    private func app() throws -> App {
        let bot = Bot()
        bot.app.onMessage { _ in }
        bot.app.onRequest("POST", "/incident", key: try RequestKey(key)) { request in
            let json = try JSONValue(parsing: request.body)
            if json["fail"] == true { throw AppError(.message, "secret of the handler") }
            return .text(json["title"]?.stringValue ?? "none", status: 202)
        }
        return bot.app
    }

    @Test func whoShowsTheKeyIsAnswered() async throws {
        let app = try app()
        let answer = await app.handle(request(body: #"{"title":"Crane 4"}"#))
        #expect(answer.status == 202)
        #expect(String(decoding: answer.body, as: UTF8.self) == "Crane 4")
        #expect(await app.handle(request("POST", "/incident?from=x")).status == 202)
    }

    @Test(
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer a-key-of-thirty-two-characters-X", "Bearer \(key)x", "Basic \(key)",
            key,
        ] as [String?])
    func nobodyElseIs(authorization: String?) async throws {
        let app = try app()
        for each in [
            request(authorization: authorization), request("GET", authorization: authorization),
        ] {
            let answer = await app.handle(each)
            #expect(answer.status == 401)
            #expect(answer.fields["WWW-Authenticate"] == "Bearer")
            guard case .answer(let early) = app.admit(each) else {
                Issue.record("a body is read of somebody without the key")
                return
            }
            #expect(early.status == 401)
        }
    }

    @Test func whatIsWrongIsToldAndWhatFailedIsNot() async throws {
        let app = try app()
        #expect(await app.handle(request("GET")).status == 405)
        #expect(await app.handle(request("GET")).fields["Allow"] == "POST")
        #expect(await app.handle(request(body: "{")).status == 400)
        let failed = await app.handle(request(body: #"{"fail":true}"#))
        #expect(failed.status == 500)
        #expect(!String(decoding: failed.body, as: UTF8.self).contains("secret"))
        #expect(await app.handle(request("POST", "/elsewhere")).status == 404)
        guard case .body(let bytes) = app.admit(request()) else {
            Issue.record("the body is not read")
            return
        }
        #expect(bytes == 1 << 20)
    }

    @Test func twoForOneAndTeamsOwnPathEndTheStart() throws {
        let app = try app()
        try app.prepare()
        app.onRequest("GET", "/incident", key: try RequestKey(key)) { _ in .empty() }
        try app.prepare()
        app.onRequest("POST", "/incident", key: try RequestKey(key)) { _ in .empty() }
        #expect(throws: AppError.self) { try app.prepare() }
        let other = Bot().app
        other.onRequest("POST", "/api/messages", key: try RequestKey(key)) { _ in .empty() }
        #expect(throws: AppError.self) { try other.prepare() }
    }

    @Test(arguments: [
        "", "short", "fifteen-letters", "with a blank in it", "zwölf-und-vier-ä-ö", "line-with-a-return\r",
    ])
    func aKeyThatCanBeGuessedIsNone(text: String) {
        let error = #expect(throws: SettingError.self) { try RequestKey(text) }
        #expect(text.isEmpty || error?.message.contains(text) == false)
        #expect(throws: SettingError.self) { try RequestKey.environment("KEY", ProcessEnvironment(["KEY": text])) }
        #expect(throws: SettingError.self) { try RequestKey.environment("KEY", ProcessEnvironment([:])) }
    }
}
