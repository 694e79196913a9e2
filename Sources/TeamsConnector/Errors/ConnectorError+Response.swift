internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension ConnectorError {
    /// What an answer that is not 2xx means.
    /// - Parameter operation: what was asked, for people: `send`.
    init(_ operation: String, _ response: HTTPResponse) {
        let body = ServiceErrorBody(parsing: response.body)
        let status = response.status
        self.init(
            Code(status: status, body: body),
            message: "\(operation) was refused" + (body.message.map { ": \($0)" } ?? ""), status: status,
            serviceCode: body.code, subCode: body.subCode, retryAfter: Self.seconds(response.fields["Retry-After"]),
            correlation: response.fields["MS-CV"].map { printable($0) },
            isAmbiguous: RetryPolicy.rule(status: status, code: body.code)?.isAmbiguous ?? false)
    }

    /// What the absence of an answer means.
    init(_ operation: String, _ error: HTTPClientError) {
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

    /// `Retry-After` as the service writes it: whole seconds. Anything else counts as absent.
    private static func seconds(_ field: String?) -> Duration? {
        guard let field, field.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let seconds = UInt32(field) else {
            return nil
        }
        return .seconds(Int64(seconds))
    }
}
