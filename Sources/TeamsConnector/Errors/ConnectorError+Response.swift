internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension ConnectorError {
    /// What an answer that is not 2xx means.
    /// - Parameters:
    ///   - operation: what was asked, for people: `send`.
    ///   - now: what a date in `Retry-After` is measured from.
    init(_ operation: String, _ response: HTTP.Response, now: Date) {
        let body = ServiceErrorBody(parsing: response.body)
        let status = response.status
        self.init(
            Code(status: status, body: body),
            message: "\(operation) was refused" + (body.message.map { ": \($0)" } ?? ""), status: status,
            serviceCode: body.code, subCode: body.subCode,
            retryAfter: RetryAfter.duration(response.fields["Retry-After"], now: now),
            correlation: response.fields["MS-CV"].map { printable($0) },
            isAmbiguous: RetryPolicy.rule(status: status, code: body.code)?.isAmbiguous ?? false)
    }

    /// What the absence of an answer means.
    init(_ operation: String, _ error: HTTPTransportError) {
        let code: Code =
            switch error.code {
            case .connect: .notConnected
            case .tls: .notTrusted
            case .timeout: .timedOut
            case .dropped: .dropped
            case .cancelled, .closed: .cancelled
            case .badURL: .invalidRequest
            case .tooLarge: .unreadableAnswer
            default: .notConnected
            }
        self.init(
            code, message: "\(operation) got no answer: \(error.message)",
            isAmbiguous: [.timedOut, .dropped, .cancelled, .unreadableAnswer].contains(code))
    }
}
