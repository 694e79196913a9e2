internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import TeamsApp

/// What the API answers in place of what was asked for.
struct APIError: Error, Hashable, Sendable {
    /// The codes of the API; the contract of programs that call it.
    struct Code: ErrorCode {
        let rawValue: String
        init(rawValue: String) { self.rawValue = rawValue }
        /// Something in the request is wrong.
        static let invalid: Code = "invalid"
        static let unauthorized: Code = "unauthorized"
        static let forbidden: Code = "forbidden"
        static let notFound: Code = "notFound"
        static let methodNotAllowed: Code = "methodNotAllowed"
        /// It cannot be done in the state that the notification is in.
        static let wrongState: Code = "wrongState"
        static let tooLarge: Code = "tooLarge"
        static let idempotencyConflict: Code = "idempotencyConflict"
        static let tooManyRequests: Code = "tooManyRequests"
        /// Nothing was accepted; the same call may succeed later.
        static let unavailable: Code = "unavailable"
    }

    var status: Int
    var code: Code
    var message: String
    /// Where in the body or the query.
    var pointer: String?
    /// Further fields of the answer.
    var fields: HTTP.Fields = [:]

    init(_ status: Int, _ code: Code, _ message: String, at pointer: String? = nil, fields: HTTP.Fields = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.pointer = pointer
        self.fields = fields
    }

    static func invalid(_ message: String, at pointer: String? = nil) -> APIError {
        APIError(400, .invalid, message, at: pointer)
    }

    static func notFound(_ message: String) -> APIError { APIError(404, .notFound, message) }

    static func unavailable(_ message: String) -> APIError {
        APIError(503, .unavailable, message, fields: ["Retry-After": "1"])
    }

    static let unauthorized = APIError(
        401, .unauthorized, "this call needs a key that is known here: Authorization: Bearer <key>",
        fields: ["WWW-Authenticate": "Bearer"])

    /// The answer.
    var response: HTTP.Response {
        var error: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        if let pointer { error["pointer"] = .string(pointer) }
        let body: JSONValue = ["error": .object(error)]
        var response = HTTP.Response.json(body.serialized(), status: status)
        for (name, value) in fields { response.fields[name] = value }
        return response
    }
}

extension APIError {
    /// What went wrong on the way to an answer. Whatever has no status of its own is a trouble of the service: nothing
    /// that a caller writes makes one.
    init(_ error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as StrictError: self = .invalid(error.problem, at: "\(error.pointer)")
        case let error as NotificationError: self.init(error)
        case let error as NotificationStoreError where error.code == .invalidCursor:
            self = .invalid("is none that a page before has given", at: "/after")
        case let error as NotificationStoreError: self = .unavailable(error.message)
        case let error as ConversationStoreError where error.code == .invalid:
            self = .invalid("is none that a page before has given", at: "/after")
        case let error as ConversationStoreError: self = .unavailable(error.message)
        default: self = .unavailable("the service could not answer; its log says more")
        }
    }

    private init(_ error: NotificationError) {
        switch error.code {
        case .invalid: self = .invalid(error.message, at: error.pointer ?? "")
        case .notFound: self = .notFound(error.message)
        case .wrongState: self.init(409, .wrongState, error.message)
        case .idempotencyConflict: self.init(422, .idempotencyConflict, error.message)
        default: self = .unavailable(error.message)
        }
    }
}
