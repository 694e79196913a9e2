/// An error with a code of few values, by which work that failed is counted.
package protocol CodedError: Error {
    /// The code's name.
    var codeName: String { get }
}

extension ConnectorError: CodedError {
    /// The code's name.
    package var codeName: String { code.rawValue }
}

extension TokenFailure: CodedError {
    /// The code's name.
    package var codeName: String { error.code.rawValue }
}
