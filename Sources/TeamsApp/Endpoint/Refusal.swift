internal import HTTPKit
internal import JSONKit

/// Why a request to the messaging endpoint is not let in.
struct Refusal: Error, Hashable {
    let status: Int
    /// What the caller is told.
    let message: String
    /// What the log is told.
    let reason: String

    static func unauthorized(_ reason: String) -> Refusal {
        Refusal(status: 401, message: "Unauthorized", reason: reason)
    }
    static func badRequest(_ reason: String) -> Refusal {
        Refusal(status: 400, message: reason, reason: reason)
    }
    static let unconfigured = Refusal(
        status: 401, message: "Authentication not configured", reason: "the app has no CLIENT_ID and CLIENT_SECRET")

    var response: HTTP.Response {
        var response = HTTP.Response(TurnResponse.failure(status, message))
        if status == 401 { response.fields["WWW-Authenticate"] = "Bearer" }
        return response
    }
}

extension HTTP.Response {
    init(_ response: TurnResponse) {
        self.init(status: response.status)
        if let body = response.body {
            fields["Content-Type"] = "application/json; charset=utf-8"
            self.body = body.serialized()
        }
        if let error = response.botError { fields["X-Bot-Error"] = error }
        if let seconds = response.retryAfterSeconds { fields["Retry-After"] = "\(seconds)" }
    }
}
