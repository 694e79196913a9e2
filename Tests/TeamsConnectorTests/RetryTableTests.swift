import Foundation
import HTTPKit
import TeamsModels
import Testing

@testable import TeamsConnector

private struct Answered: Sendable {
    let status: Int
    let code: String
    let wait: RetryTable.Wait
    let isAmbiguous: Bool
}

/// The table of the documentation, as it stands in limits.md.
private let documented = [
    Answered(status: 403, code: "InvalidBotApiHost", wait: .otherHost, isAmbiguous: false),
    Answered(status: 412, code: "PreconditionFailed", wait: .backoff, isAmbiguous: false),
    Answered(status: 429, code: "Throttled", wait: .retryAfter, isAmbiguous: false),
    Answered(status: 502, code: "ServiceError", wait: .backoff, isAmbiguous: true),
    Answered(status: 503, code: "", wait: .backoff, isAmbiguous: true),
    Answered(status: 504, code: "", wait: .backoff, isAmbiguous: true),
]

@Suite("What answers mean")
struct RetryTableTests {
    @Test("every status is in the table of the documentation, or final and clear; and the error says the same")
    func statuses() throws {
        let now = Date(timeIntervalSince1970: 0)
        for status in 300..<600 {
            for code in ["", "InvalidBotApiHost", "Throttled", "ServiceError", "SomethingNew"] {
                let body = ServiceErrorBody(code: ServiceErrorCode(rawValue: code), message: nil)
                let fact = RetryTable.fact(status: status, body: body)
                let line = documented.first {
                    $0.status == status && (status != 403 || code == "InvalidBotApiHost")
                }
                #expect(fact.wait == line?.wait ?? .never, "\(status) \(code)")
                #expect(fact.isAmbiguous == line?.isAmbiguous ?? false, "\(status) \(code)")
                let reply = FakeTransport.Reply.refusal(status, code)
                let error = ConnectorError("send", Refusal(try reply.get(), now: now))
                #expect(error.code == fact.meaning)
                #expect(error.isAmbiguous == fact.isAmbiguous)
                #expect(error.status == status)
            }
        }
    }

    @Test(
        "what the absence of an answer means",
        arguments: [
            (.connect, .notConnected, .backoff, false), (.dropped, .dropped, .backoff, true),
            (.timeout, .timedOut, .never, true), (.tls, .notTrusted, .never, false),
            (.cancelled, .cancelled, .never, true), (.closed, .cancelled, .never, true),
            (.badURL, .invalidRequest, .never, false), (.tooLarge, .unreadableAnswer, .never, true),
        ] as [(HTTPTransportError.Code, ConnectorError.Code, RetryTable.Wait, Bool)])
    func silence(
        code: HTTPTransportError.Code, meaning: ConnectorError.Code, wait: RetryTable.Wait, isAmbiguous: Bool
    ) {
        let silence = Silence(HTTPTransportError(code, "broken"))
        #expect(silence.fact == RetryTable.Fact(meaning: meaning, wait: wait, isAmbiguous: isAmbiguous))
        let error = ConnectorError("send", silence)
        #expect(error.code == meaning)
        #expect(error.isAmbiguous == isAmbiguous)
    }
}
