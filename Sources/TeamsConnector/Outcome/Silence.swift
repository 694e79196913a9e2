package import HTTPKit

/// Why no answer came.
package struct Silence: Sendable, Hashable {
    /// What the transport said.
    package let reason: HTTPTransportError
    /// What it means.
    package let fact: RetryTable.Fact

    package init(_ reason: HTTPTransportError) {
        self.reason = reason
        fact = RetryTable.fact(unanswered: reason.code)
    }
}
