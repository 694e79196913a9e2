internal import Foundation
internal import JSONKit

/// Why no token was given.
struct TokenRefusal: Error {
    let status: Int
    /// OAuth's name of the error (RFC 6749 section 5.2).
    let error: String
    /// Entra's number of the error.
    let number: Int
    let message: String

    static func missing(_ parameter: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "invalid_request", number: 900_144,
            message: "The request body must contain the following parameter: '\(parameter)'.")
    }
    static let unsupportedGrant = TokenRefusal(
        status: 400, error: "unsupported_grant_type", number: 70_003,
        message: "The app requested an unsupported grant type. A bot uses client_credentials.")
    static func unknownClient(_ id: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "unauthorized_client", number: 700_016,
            message: "Application with identifier '\(id.prefix(64))' was not found in the directory.")
    }
    static let missingSecret = TokenRefusal(
        status: 401, error: "invalid_client", number: 7_000_218,
        message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
    static func wrongSecret(_ id: String) -> TokenRefusal {
        TokenRefusal(
            status: 401, error: "invalid_client", number: 7_000_215,
            message: "Invalid client secret provided for app '\(id.prefix(64))'.")
    }
    static func unknownScope(_ scope: String) -> TokenRefusal {
        TokenRefusal(
            status: 400, error: "invalid_scope", number: 70_011,
            message: "The provided value for the input parameter 'scope' is not valid. The scope "
                + "'\(scope.prefix(128))' is unknown; a bot asks for https://api.botframework.com/.default, and for "
                + "Microsoft Graph https://graph.microsoft.com/.default.")
    }
    static let cannotSign = TokenRefusal(
        status: 500, error: "server_error", number: 50_000, message: "The token could not be signed.")

    func json(now: Date) -> JSONValue {
        [
            "error": .string(error),
            "error_description": .string("AADSTS\(number): \(message)"),
            "error_codes": [.number(JSONNumber(number))],
            "timestamp": .string(now.formatted(.iso8601)),
            "trace_id": .string(UUID().uuidString.lowercased()),
            "correlation_id": .string(UUID().uuidString.lowercased()),
        ]
    }
}

extension TokenRefusal {
    /// What Entra answers when it fails. The numbers are those of its list of errors
    /// (learn.microsoft.com/entra/identity-platform/reference-error-codes).
    init(_ fault: Fault, status: Int) {
        let usual: (error: String, number: Int, message: String) =
            switch status {
            case 400: ("invalid_request", 90_023, "The authentication service request isn't valid.")
            case 401: ("invalid_client", 7_000_215, "Invalid client secret provided.")
            case 429: ("temporarily_unavailable", 90_055, "There are too many incoming requests.")
            case 400..<500: ("unauthorized_client", 700_016, "The application wasn't found in the directory.")
            default: ("temporarily_unavailable", 90_033, "A transient error has occurred. Please try again.")
            }
        self.init(
            status: status, error: fault.code ?? usual.error, number: usual.number, message: usual.message)
    }
}
