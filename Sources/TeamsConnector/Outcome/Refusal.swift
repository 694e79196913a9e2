package import Foundation
package import HTTPKit
package import TeamsModels

/// What the service answered to a request that it did not do.
package struct Refusal: Sendable, Hashable {
    /// Anything but 200 to 299.
    package let status: Int
    /// What the service said; empty when it was not in one of its envelopes.
    package let body: ServiceErrorBody
    /// How long the service asked to wait.
    package let retryAfter: Duration?
    /// The number by which the people who run Teams find the request (`MS-CV`).
    package let correlation: String?
    /// What it means.
    package let fact: RetryTable.Fact
    /// Whether it is the token that was refused: no other request with it gets further.
    package let isOfToken: Bool

    /// - Parameter now: what a date in `Retry-After` is measured from.
    package init(_ response: HTTP.Response, now: Date) {
        status = response.status
        body = ServiceErrorBody(parsing: response.body)
        retryAfter = RetryAfter.duration(response.fields["Retry-After"], now: now)
        correlation = response.fields["MS-CV"].map { printable($0) }
        fact = RetryTable.fact(status: status, body: body)
        isOfToken = status == 401
    }

    /// A refusal whose meaning is known otherwise.
    /// - Parameters:
    ///   - response: what was answered.
    ///   - status: what it comes to, whatever the answer's own status is.
    ///   - meaning: what went wrong; nil for what the status says.
    init(_ response: HTTP.Response, as status: Int, _ meaning: ConnectorError.Code?, isOfToken: Bool, now: Date) {
        self.status = status
        body = ServiceErrorBody(code: nil, message: nil)
        retryAfter = RetryAfter.duration(response.fields["Retry-After"], now: now)
        correlation = nil
        let fact = RetryTable.fact(status: status, body: body)
        self.fact = RetryTable.Fact(
            meaning: meaning ?? fact.meaning, wait: fact.wait, isAmbiguous: fact.isAmbiguous)
        self.isOfToken = isOfToken
    }
}
