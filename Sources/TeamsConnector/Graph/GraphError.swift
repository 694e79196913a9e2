internal import ServiceKit

/// Why Microsoft Graph did not do what it was asked to do, or was not asked at all.
package struct GraphError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides.
    package struct Code: ErrorCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        /// There is no token for Graph; nothing was sent.
        package static let noToken: Code = "noToken"
        /// Graph does not take the token.
        package static let tokenRefused: Code = "tokenRefused"
        /// The app lacks a permission; the message says which, and where to give it.
        package static let missingPermission: Code = "missingPermission"
        /// The permission is for the app's own installations, and Graph does not know the app as its own.
        package static let notOwnApp: Code = "notOwnApp"
        /// A policy of the organisation forbids it.
        package static let blockedByPolicy: Code = "blockedByPolicy"
        /// There is no such person, team or app.
        package static let notFound: Code = "notFound"
        /// It is there already.
        package static let conflict: Code = "conflict"
        /// Graph does not understand the request, or cannot do it there.
        package static let invalid: Code = "invalid"
        /// Too many requests, also after the waits that Graph asked for.
        package static let throttled: Code = "throttled"
        /// Graph failed, or did not answer.
        package static let unavailable: Code = "unavailable"
        /// Graph's answer is not what was asked for.
        package static let unreadable: Code = "unreadable"
        /// The task was cancelled.
        package static let cancelled: Code = "cancelled"
    }
    package let code: Code
    /// What happened and what to do, for people. Holds no token.
    package let message: String
    /// Nil when there was no answer.
    package let status: Int?
    /// The name that Graph gave.
    package let graphCode: String?
    /// How long Graph asked to wait.
    package let retryAfter: Duration?
    /// The number by which Microsoft finds the request.
    package let requestID: String?

    package init(
        _ code: Code, _ message: String, status: Int? = nil, graphCode: String? = nil, retryAfter: Duration? = nil,
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.graphCode = graphCode
        self.retryAfter = retryAfter
        self.requestID = requestID
    }

    /// Whether the next one that is asked for ends in the same way until somebody changes a setting.
    package var concernsEverything: Bool {
        [.noToken, .tokenRefused, .missingPermission, .notOwnApp].contains(code)
    }

    /// Whether it may go well later.
    package var isPassing: Bool { [.throttled, .unavailable, .cancelled].contains(code) }

    package var description: String { message }
}
