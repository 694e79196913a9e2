import Foundation
import HTTPKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

/// What a service answers, and addresses that anybody may write, cost time in proportion to their length.
@Suite("Growth of answers", .serialized)
struct AnswerGrowthTests {
    @Test(arguments: ["a", "\u{301}", "{\"error\":", "[", "\"", "\\", "é", "decrypt conversation I"])
    func errors(_ piece: String) {
        expectLinear("errors", size: 20_000) { size in
            let text = String(repeating: piece, count: size / piece.utf8.count)
            let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            let fields: HTTP.Fields = ["Retry-After": text, "MS-CV": text]
            return [
                HTTP.Response(status: 500, fields: fields, body: Array(text.utf8)),
                HTTP.Response(
                    status: 400, fields: fields,
                    body: Array("{\"error\":{\"code\":\"\(quoted)\",\"message\":\"\(quoted)\"}}".utf8)),
                HTTP.Response(
                    status: 403, fields: fields, body: Array("{\"errorCode\":209,\"message\":\"\(quoted)\"}".utf8)),
            ]
        } in: { (responses: [HTTP.Response]) in
            for response in responses {
                _ = ConnectorError("send", Refusal(response, now: Date(timeIntervalSince1970: 0))).description
            }
        }
    }

    @Test(arguments: ["a", ".", ":", "/", "[", "@", "127.", "%", "https://", "\u{301}"])
    func addresses(_ piece: String) {
        expectLinear("addresses", size: 10_000) {
            "https://" + String(repeating: piece, count: $0 / piece.utf8.count)
        } in: { text in
            for _ in 0..<3 {
                _ = try? HTTP.Address(trustworthyBase: text)
                _ = (try? HTTP.Address(text)).map { ServiceAllowList(hosts: ["*"]).allows($0) }
                _ = HTTP.Address.same(text, text + "/")
            }
        }
    }
}
