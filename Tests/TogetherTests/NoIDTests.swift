import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Teams
import TeamsApp
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@Suite("Published cases: a success without an id")
struct NoIDTests {
    /// What the service of a case answers to a send.
    private static func response(_ text: String) throws -> HTTP.Response {
        let status = try #require(Int(text.prefix { $0.isNumber }))
        let rest = text.drop { $0.isNumber }.trimmingPrefix(" ")
        switch rest {
        case "", "without a body": return HTTP.Response(status: status)
        case "with a text": return HTTP.Response(status: status, body: Array("Created".utf8))
        default: return HTTP.Response(status: status, body: Array(rest.utf8))
        }
    }

    @Test("the send succeeds and is not repeated; a later change says why it cannot be done")
    func published() async throws {
        let published = try PublishedCases("../TeamsConnectorTests/Cases").json("B16-no-id-back.json")
        let inputs = published["input"]?.arrayValue?.compactMap(\.stringValue) ?? []
        try #require(!inputs.isEmpty)
        // Others of the same kind: an id that is none.
        for input in inputs + [#"201 {"id":""}"#, #"201 {"id":null}"#, #"200 {"id":7}"#, "201 [", "200 null"] {
            let answer = try Self.response(input)
            let sends = Mutex(0)
            let transport = HandlerTransport(handler: { request in
                guard !request.target.hasSuffix("/token") else {
                    return HTTP.Response(
                        status: 200, body: Array(#"{"access_token":"x","expires_in":3599}"#.utf8))
                }
                sends.withLock { $0 += 1 }
                return answer
            })
            var configuration = AppConfiguration()
            try configuration.useLocalTeams(at: "http://localhost:3979")
            let app = App(configuration, logger: Log(label: "bot", level: .error), transport: transport)
            let place = ConversationReference(
                "19:g@thread.v2", type: .groupChat, tenantId: "t", serviceUrl: "http://localhost:3979/emea/t/")
            let sent = try await app.send("the tide is high", to: place)
            #expect(sent.id == nil, "\(input)")
            for change in [{ _ = try await sent.update("the tide is low") }, { try await sent.delete() }] {
                let error = await #expect(throws: AppError.self) { try await change() }
                #expect(error?.code == .noMessageID)
                #expect(error?.message.contains("gave this message no id") == true)
            }
            #expect(sends.withLock { $0 } == 1, "\(input)")
        }
    }

    @Test("a text with a card, which Teams splits, is there once, and has no id")
    func split() async throws {
        try await Harbor.with { harbor in
            var activity = Activity(text: "the tide is high")
            activity.attachments = [
                Attachment(.adaptiveCard, content: ["type": "AdaptiveCard", "version": "1.5"])
            ]
            let sent = try await harbor.connector.send(activity, in: harbor.group)
            #expect(sent.id == nil)
            #expect(harbor.wire.attempts.map(\.status) == [201])
            #expect(try await harbor.texts(in: harbor.group).filter { $0 == "the tide is high" }.count == 1)
        }
    }
}
