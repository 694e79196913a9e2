internal import Foundation
internal import JSONKit
internal import TeamsModels

/// What a bot with a certificate signs to prove itself. Pure.
/// - SeeAlso: [Certificate credentials](https://learn.microsoft.com/entra/identity-platform/certificate-credentials)
enum ClientAssertion {
    /// How long one is good; Microsoft wants 5 to 10 minutes.
    static let lifetime = 600

    /// - Parameters:
    ///   - audience: the address of the token endpoint.
    ///   - id: tells it from every other one.
    static func claims(clientID: AppID, audience: String, now: Date, id: String) -> JSONObject {
        let now = Int(now.timeIntervalSince1970)
        return [
            "aud": .string(audience), "iss": .string(clientID.rawValue), "sub": .string(clientID.rawValue),
            "jti": .string(id), "iat": .number(JSONNumber(now)), "nbf": .number(JSONNumber(now)),
            "exp": .number(JSONNumber(now + lifetime)),
        ]
    }
}
