import Foundation
import HTTPKit
import JSONKit
import TeamsModels
import Testing

@testable import TeamsConnector

private let now = Date(timeIntervalSince1970: 1_800_000_000)

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
    StatusCase(status: 404, code: "bot not in conversation roster", expected: .notInConversation, isGone: true),
    StatusCase(status: 403, code: "BOTDISABLEDBYADMIN", expected: .disabledByAdmin, isGone: true),
    StatusCase(status: 403, code: "MessageWritesBlocked", expected: .blockedOrUninstalled, isGone: true),
    StatusCase(status: 400, code: "MissingProperty", expected: .badArgument),
    StatusCase(
        status: 400, code: "BadArgument", expected: .foreignConversation, message: "failed to decrypt conversation id."),
    StatusCase(status: 403, code: "", expected: .refused),
    StatusCase(status: 404, code: "", expected: .refused),
    StatusCase(status: 403, code: "ConversationBlockedByUser", expected: .blockedByUser, isGone: true),
    StatusCase(status: 403, code: "ForbiddenOperationException", expected: .notInstalled),
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
    // What passes is never taken for a conversation that is closed for good.
    StatusCase(status: 412, code: "ServiceError", expected: .preconditionFailed),
    StatusCase(status: 429, code: "BotNotInConversationRoster", expected: .throttled),
    StatusCase(status: 503, code: "BotDisabledByAdmin", expected: .serviceFailed, isAmbiguous: true),
]

@Suite("Errors")
struct ConnectorErrorTests {
    @Test("the status table", arguments: statusTable)
    func table(row: StatusCase) throws {
        let reply = FakeTransport.Reply.refusal(row.status, row.code, row.message)
        let error = ConnectorError("send", Refusal(try reply.get(), now: now))
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
        let error = ConnectorError("send", Refusal(try reply.get(), now: now))
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
        "Retry-After is seconds, whole or decimal, or a date in any of the three forms; anything else counts as absent",
        arguments: [
            ("7", .seconds(7)), ("0", .zero), (" 7", .seconds(7)), ("1.5", .milliseconds(1500)),
            ("0.0001", .milliseconds(1)), ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(37)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", .seconds(37)), ("Sun Nov  6 08:49:37 1994", .seconds(37)),
            ("Sun, 06 Nov 1994 08:48:59 GMT", .zero), ("Sat, 05 Nov 1994 08:49:37 GMT", .zero),
            ("Mon, 07 Nov 1994 08:49:00 GMT", .seconds(86_400)), ("Saturday, 06-Nov-43 08:49:37 GMT", nil),
            ("Sunday, 06-Nov-45 08:49:00 GMT", .zero),
            ("-7", nil), ("", nil), ("99999999999", nil), ("1e3", nil), ("1.", nil), (".5", nil), ("1,5", nil),
            ("7 s", nil),
            ("0x10", nil), ("nan", nil), ("inf", nil), ("٣", nil), ("Sun, 06 Nov 1994 08:49:37", nil),
            ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 32 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 9999 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("Sun, 06 Nov 99999 08:49:37 GMT", nil),
            (String(repeating: "9", count: 400), nil), (String(repeating: "1 ", count: 20), nil),
        ] as [(String, Duration?)])
    func retryAfter(field: String, expected: Duration?) throws {
        let now = Date(timeIntervalSince1970: 784_111_740)  // Sun, 06 Nov 1994 08:49:00 GMT
        let reply = FakeTransport.Reply.refusal(429, "Throttled", "", ["retry-after": field])
        #expect(ConnectorError("send", Refusal(try reply.get(), now: now)).retryAfter == expected)
    }

    @Test("a body that is no JSON is an error all the same", arguments: ["", "<html>bad gateway</html>", "{", "[[["])
    func junk(body: String) {
        let error = ConnectorError("send", Refusal(HTTP.Response(status: 502, body: Array(body.utf8)), now: now))
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
        ] as [(HTTPTransportError.Code, ConnectorError.Code, Bool)])
    func noAnswer(code: HTTPTransportError.Code, expected: ConnectorError.Code, isAmbiguous: Bool) {
        let error = ConnectorError("send", Silence(HTTPTransportError(code, "broken")))
        #expect(error.code == expected)
        #expect(error.isAmbiguous == isAmbiguous)
        #expect(error.status == nil)
    }
}
