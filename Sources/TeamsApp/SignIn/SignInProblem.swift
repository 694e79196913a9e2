internal import TeamsConnector
public import TeamsModels

/// A sign-in did not come about: who develops the bot can do something.
public struct SignInProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the client says went wrong; nil when it was the token service.
    public let code: SignInFailureCode?
    /// What the client or the service says about it.
    public let message: String
    /// Which setting is wrong, and what to do; nil when nothing is known about it.
    public let advice: String?

    /// What happened and what to do.
    public var description: String {
        let what = code.map { "\(printable($0.rawValue)): \(message)" } ?? message
        return advice.map { "\(what): \($0)" } ?? what
    }
}

extension SignInProblem {
    init(_ report: SignInFailureReport) {
        code = report.code
        message = printable(report.message ?? "the client could not sign in")
        advice = report.code?.advice
    }

    /// - Parameter what: what was tried.
    init(_ what: String, _ error: ConnectorError, connection: String) {
        code = nil
        message = "\(what) failed: \(error.message)"
        advice = ConnectionAdvice.advice(for: error, connection: connection)
    }
}
