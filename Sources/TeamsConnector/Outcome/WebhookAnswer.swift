package import Foundation
package import HTTPKit
internal import ServiceKit

/// What a webhook's answer says. Pure.
///
/// An incoming webhook answers 200 also when Teams refused what was posted, and says so in its text alone:
/// `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 …`. Workflows answer
/// 202 when they took it, and statuses that mean what they say.
/// - SeeAlso: [Create Incoming
///   Webhooks](https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using)
package enum WebhookAnswer {
    /// What came of a post.
    package static func outcome(of response: HTTP.Response, at address: HTTP.Address, now: Date) -> Outcome {
        let status = self.status(of: response)
        if (200..<300).contains(status) { return .answered(Answer(response, at: address)) }
        return .refused(Refusal(response, as: status, meaning(of: status), isOfToken: false, now: now))
    }

    /// The status that counts: the one inside the text, where there is one.
    static func status(of response: HTTP.Response) -> Int {
        guard (200..<300).contains(response.status) else { return response.status }
        // What tells of a failure is short; what is long is something else, and is not searched to its end.
        let text = String(decoding: response.body.prefix(2000), as: UTF8.self).lowercased()
        if let mark = text.range(of: failureMark) {
            // A failure without a number that makes sense is a failure all the same.
            let number = Int(text[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
            return number.map { (300..<600).contains($0) ? $0 : unnamed } ?? unnamed
        }
        return text.contains("message delivery failed") ? unnamed : response.status
    }

    private static let failureMark = "endpoint returned http error "
    private static let unnamed = 500

    /// Nil for what the status says itself.
    private static func meaning(of status: Int) -> ConnectorError.Code? {
        switch status {
        case 300..<400: .webhookGone
        case 401, 403: .webhookRefused
        case 404, 405, 410: .webhookGone
        default: nil
        }
    }
}

extension ConnectorError.Code {
    /// 401 or 403 of a webhook: its address is not accepted, or it may not write there any more.
    package static let webhookRefused: ConnectorError.Code = "webhookRefused"
    /// 404 or 410 of a webhook: it was removed, or its channel was.
    package static let webhookGone: ConnectorError.Code = "webhookGone"
}
