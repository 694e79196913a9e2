internal import Foundation
internal import HTTPKit
internal import JSONKit

extension GraphError {
    /// What an answer that is not 2xx means.
    /// - Parameters:
    ///   - app: the app's id, for people.
    ///   - now: what a date in `Retry-After` is measured from.
    init(_ response: HTTP.Response, to request: GraphRequest, of app: String?, now: Date) {
        let error = (try? JSONValue(parsing: response.body))?["error"]
        let graphCode = error?["code"]?.stringValue.map { printable($0) }
        let said = error?["message"]?.stringValue ?? ""
        let code = Self.code(status: response.status, graphCode: graphCode ?? "", said: said)
        let what =
            "Microsoft Graph refused to \(request.operation) (\(response.status)"
            + (graphCode.map { " \($0)" } ?? "") + ")"
        let words = said.isEmpty ? "" : ": \(printable(said))"
        let message =
            switch code {
            case .missingPermission: "\(what): \(request.permissions.advice(for: app))"
            case .notOwnApp:
                "\(what)\(words); a permission with Self is for an app whose manifest names this client id under "
                    + "webApplicationInfo.id: add it there, or give the permission without Self"
            case .tokenRefused: "\(what)\(words); check CLIENT_ID, TENANT_ID and CLOUD"
            case .blockedByPolicy: "\(what)\(words); look at the app policies in the Teams admin center"
            default: what + words
            }
        self.init(
            code, message, status: response.status, graphCode: graphCode,
            retryAfter: RetryAfter.duration(response.fields["Retry-After"], now: now),
            requestID: response.fields["request-id"].map { printable($0) })
    }

    private static func code(status: Int, graphCode: String, said: String) -> Code {
        switch status {
        case 401: .tokenRefused
        case 403: forbidden(graphCode, said.lowercased())
        case 404, 410: .notFound
        case 409: .conflict
        case 429: .throttled
        case 500...: .unavailable
        default: .invalid
        }
    }

    /// Graph says by words alone what a 403 is about.
    private static func forbidden(_ graphCode: String, _ said: String) -> Code {
        if said.contains("not allowed to manage the teams app") { return .notOwnApp }
        let isConsent = [
            "missing role permissions", "missing scope permissions", "insufficient privileges", "requires one of",
        ]
        .contains(where: said.contains)
        return isConsent || graphCode == "Authorization_RequestDenied" ? .missingPermission : .blockedByPolicy
    }
}
