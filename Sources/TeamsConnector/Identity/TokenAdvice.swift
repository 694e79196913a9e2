internal import JSONKit
internal import TeamsModels

/// What a refusal of Microsoft Entra means for whoever runs the bot: which setting to look at. Pure.
///
/// Entra's numbers may change, so what none of them explains is explained by the name that OAuth gives it.
/// - SeeAlso: [Error codes](https://learn.microsoft.com/entra/identity-platform/reference-error-codes)
struct TokenAdvice {
    let clientID: AppID
    let tenantID: TenantID
    let cloudName: String
    /// What the bot proves itself with, as people know it: `CLIENT_SECRET`, `the certificate '/run/bot.pem'`.
    let proof: String

    /// Which setting to look at, and why.
    /// - Parameter json: the answer of the token endpoint.
    func text(_ json: JSONValue) -> String {
        for code in Self.codes(json) { if let text = text(code: code) { return text } }
        switch json["error"]?.stringValue {
        case "invalid_client": return "check \(proof): it is wrong or has expired"
        case "unauthorized_client":
            return "check CLIENT_ID '\(clientID)' and TENANT_ID: tenant '\(tenantID)' does not know the app"
        case "invalid_request", "invalid_scope": return "check TENANT_ID ('\(tenantID)') and CLOUD (\(cloudName))"
        default: return "check CLIENT_ID, \(proof), TENANT_ID and CLOUD"
        }
    }

    private func text(code: Int) -> String? {
        switch code {
        case 7_000_215:
            "check \(proof): it is not the value of a secret of the app '\(clientID)' (its value, not its id)"
        case 7_000_222: "\(proof) has expired: give the app '\(clientID)' a new one"
        case 700_016, 70_001:
            "check CLIENT_ID and TENANT_ID: tenant '\(tenantID)' has no app '\(clientID)'; an app of one organisation "
                + "needs that organisation's TENANT_ID"
        case 7_000_112, 7_000_229: "check CLIENT_ID: the app '\(clientID)' is disabled in tenant '\(tenantID)'"
        case 90_002, 900_021, 900_023:
            "check TENANT_ID: '\(tenantID)' is no organisation of the cloud \(cloudName) (CLOUD)"
        case 700_027, 700_030, 50_012:
            "\(proof) is not one that the app '\(clientID)' has: upload the certificate to its registration, or give "
                + "the bot the one that is there"
        case 700_024, 500_133: "\(proof) is not valid at this time: compare the machine's clock, or renew it"
        case 70_021, 700_211...700_214, 700_222...700_223:
            "no federated credential of the app '\(clientID)' takes \(proof): compare issuer, subject and audience"
        case 70_011, 500_011, 1_002_012: "check CLOUD (\(cloudName)): its service is unknown to tenant '\(tenantID)'"
        case 900_382, 900_432: "check CLOUD (\(cloudName)): the app '\(clientID)' is of another cloud"
        default: nil
        }
    }

    /// The numbers in an answer: a list, or `AADSTS…` at the beginning of the text.
    private static func codes(_ json: JSONValue) -> [Int] {
        let listed = (json["error_codes"]?.arrayValue ?? []).prefix(8).compactMap(\.intValue)
        guard let text = json["error_description"]?.stringValue, text.hasPrefix("AADSTS") else { return listed }
        return listed + [Int(text.dropFirst(6).prefix { ("0"..."9").contains($0) }.prefix(9))].compactMap { $0 }
    }
}
