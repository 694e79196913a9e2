import HTTPKit
import JSONKit
import TeamsModels
import Testing

@testable import TeamsConnector

struct StatusCase: Sendable {
    let status: Int
    let code: String
    let expected: ConnectorError.Code
    var isGone = false
    var isAmbiguous = false
    var message = ""
}

private let statusTable: [StatusCase] = [
    StatusCase(status: 400, code: "BadArgument", expected: .badArgument),
    StatusCase(status: 400, code: "Bad Argument", expected: .badArgument),
    StatusCase(
        status: 400, code: "Bad argument", expected: .foreignConversation, message: "Failed to decrypt conversation ID"),
    StatusCase(status: 400, code: "BadSyntax", expected: .badSyntax),
    StatusCase(status: 400, code: "BadRequest", expected: .badArgument),
    StatusCase(status: 401, code: "BotNotRegistered", expected: .notRegistered),
    StatusCase(status: 401, code: "", expected: .notRegistered),
    StatusCase(status: 403, code: "BotDisabledByAdmin", expected: .disabledByAdmin, isGone: true),
    StatusCase(status: 403, code: "BotNotInConversationRoster", expected: .notInConversation, isGone: true),
    StatusCase(status: 404, code: "BotNotInConversationRoster", expected: .notInConversation, isGone: true),
    StatusCase(status: 403, code: "ConversationBlockedByUser", expected: .blockedByUser, isGone: true),
    StatusCase(status: 403, code: "ForbiddenOperationException", expected: .notInstalled, isGone: true),
    StatusCase(status: 403, code: "InvalidBotApiHost", expected: .wrongHost),
    StatusCase(status: 403, code: "NotEnoughPermissions", expected: .notPermitted),
    StatusCase(status: 403, code: "ContentStreamNotAllowed", expected: .streamNotAllowed),
    StatusCase(status: 403, code: "SomethingNew", expected: .refused),
    StatusCase(status: 404, code: "ActivityNotFoundInConversation", expected: .activityNotFound),
    StatusCase(status: 404, code: "ConversationNotFound", expected: .conversationNotFound),
    StatusCase(status: 404, code: "MemberNotFoundInConversation", expected: .memberNotFound),
    StatusCase(status: 405, code: "", expected: .refused),
    StatusCase(status: 412, code: "PreconditionFailed", expected: .preconditionFailed),
    StatusCase(status: 413, code: "MessageSizeTooBig", expected: .tooLarge),
    StatusCase(status: 413, code: "", expected: .tooLarge),
    StatusCase(status: 429, code: "Throttled", expected: .throttled),
    StatusCase(status: 429, code: "", expected: .throttled),
    StatusCase(status: 500, code: "ServiceError", expected: .serviceFailed),
    StatusCase(status: 502, code: "ServiceError", expected: .serviceFailed, isAmbiguous: true),
    StatusCase(status: 503, code: "", expected: .serviceFailed, isAmbiguous: true),
    StatusCase(status: 504, code: "", expected: .serviceFailed, isAmbiguous: true),
]

@Suite("Errors")
struct ConnectorErrorTests {
    @Test("the status table", arguments: statusTable)
    func table(row: StatusCase) throws {
        let reply = FakeTransport.Reply.refusal(row.status, row.code, row.message)
        let error = ConnectorError("send", try reply.get())
        #expect(error.code == row.expected)
        #expect(error.status == row.status)
        #expect(error.isRecipientGone == row.isGone)
        #expect(error.isAmbiguous == row.isAmbiguous)
    }

    @Test("error 209 is a block or a removal, in either way it is written", arguments: ["\n", "\r\n"])
    func blocked(lineEnd: String) throws {
        let inner =
            "{\(lineEnd)  \"subCode\": \"MessageWritesBlocked\",\(lineEnd)  \"details\": \"Thread is blocked from message writes.\"\(lineEnd)}"
        let reply = FakeTransport.Reply.answer(
            403, ["errorCode": 209, "message": .string(inner)], ["MS-CV": "NXZpLk030UGsuHjPdwyhLw.5.0"])
        let error = ConnectorError("send", try reply.get())
        #expect(error.code == .blockedOrUninstalled)
        #expect(error.subCode == .messageWritesBlocked)
        #expect(error.isRecipientGone)
        #expect(error.correlation == "NXZpLk030UGsuHjPdwyhLw.5.0")
        #expect(
            error.description
                == "send was refused: Thread is blocked from message writes. (403, MessageWritesBlocked, MS-CV NXZpLk030UGsuHjPdwyhLw.5.0): stop sending until the person writes again or installs the app"
        )
    }

    @Test(
        "Retry-After is whole seconds; anything else counts as absent",
        arguments: [
            ("7", .seconds(7)), ("0", .zero), ("-7", nil), ("1.5", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil),
            ("", nil), ("99999999999", nil),
        ] as [(String, Duration?)])
    func retryAfter(field: String, expected: Duration?) throws {
        let reply = FakeTransport.Reply.refusal(429, "Throttled", "", ["retry-after": field])
        #expect(ConnectorError("send", try reply.get()).retryAfter == expected)
    }

    @Test("a body that is no JSON is an error all the same", arguments: ["", "<html>bad gateway</html>", "{", "[[["])
    func junk(body: String) {
        let error = ConnectorError("send", HTTPResponse(status: 502, body: Array(body.utf8)))
        #expect(error.code == .serviceFailed)
        #expect(error.serviceCode == nil)
    }

    @Test("a message for people is one line, and not too long")
    func oneLine() {
        let error = ConnectorError(.refused, message: "a\nb\r\u{1B}c" + String(repeating: "x", count: 10_000))
        #expect(!error.message.contains("\n"))
        #expect(error.message.hasPrefix("a b  c"))
        #expect(error.message.count == 300)
    }

    @Test(
        "what became of a request without answer",
        arguments: [
            (.connect, .notConnected, false), (.tls, .notTrusted, false), (.timeout, .timedOut, true),
            (.dropped, .dropped, true), (.cancelled, .cancelled, true), (.badURL, .invalidRequest, false),
            (.tooLarge, .unreadableAnswer, true),
        ] as [(HTTPClientError.Code, ConnectorError.Code, Bool)])
    func noAnswer(code: HTTPClientError.Code, expected: ConnectorError.Code, isAmbiguous: Bool) {
        let error = ConnectorError("send", HTTPClientError(code, "broken"))
        #expect(error.code == expected)
        #expect(error.isAmbiguous == isAmbiguous)
        #expect(error.status == nil)
    }
}
