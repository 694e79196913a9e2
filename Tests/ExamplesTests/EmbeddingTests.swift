import Teams
import Testing

/// An app inside another server, as its author writes it: with `import Teams` alone.
struct EmbeddingTests {
    @Test func anAppAnswersRequestsOfAnotherServer() async throws {
        var configuration = AppConfiguration()
        configuration.dangerouslyAllowsUnauthenticatedRequests = true
        let app = App(configuration, logger: Log(label: "bot", level: .error))
        app.onInvoke("tides/next") { (_, query: JSONValue) in
            .json(["berth": query["berth"] ?? nil, "high": "08:12"])
        }
        try app.prepare()

        let body = #"{"type":"invoke","conversation":{"id":"a:1"},"name":"tides/next","value":{"berth":4}}"#
        let request = HTTP.Request(method: "POST", target: "/api/messages", body: Array(body.utf8))
        let response = await app.handle(request)
        await app.drain()

        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"berth":4,"high":"08:12"}"#)
        #expect(response.fields["Content-Type"] == "application/json; charset=utf-8")
    }
}
