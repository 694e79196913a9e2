internal import TeamsConnector

/// What came of a piece that did not arrive.
enum StreamFailure: Sendable {
    /// The service says that the stream is over, or may not be.
    case end(StreamError)
    /// Another attempt may work.
    /// - Parameters:
    ///   - retryAfter: how long the service asked to wait.
    ///   - isAmbiguous: whether the piece may have arrived all the same.
    case passing(any Error, retryAfter: Duration?, isAmbiguous: Bool)
    /// Another attempt would fail the same way.
    case lasting(any Error)

    init(_ error: any Error) {
        guard let error = error as? ConnectorError else {
            self = .lasting(error)
            return
        }
        if let end = StreamError(ending: error) {
            self = .end(end)
        } else if error.isWorthAnotherAttempt {
            self = .passing(error, retryAfter: error.retryAfter, isAmbiguous: error.isAmbiguous)
        } else {
            self = .lasting(error)
        }
    }
}

extension ConnectorError {
    /// Whether the same piece may arrive later. A piece holds all the text so far, so that one too many changes
    /// nothing: also what is never repeated of other messages may be, such as a 500 and a time-out.
    fileprivate var isWorthAnotherAttempt: Bool {
        if let status { return status >= 500 || status == 429 || status == 412 || status == 408 }
        return [.dropped, .timedOut, .notConnected, .tooManyWaiting].contains(code)
    }
}
