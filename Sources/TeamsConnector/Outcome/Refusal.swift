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

    /// - Parameter now: what a date in `Retry-After` is measured from.
    package init(_ response: HTTP.Response, now: Date) {
        status = response.status
        body = ServiceErrorBody(parsing: response.body)
        retryAfter = RetryAfter.duration(response.fields["Retry-After"], now: now)
        correlation = response.fields["MS-CV"].map { printable($0) }
        fact = RetryTable.fact(status: status, body: body)
    }
}
