internal import JSONKit
public import TeamsModels

/// What a bot proves itself with. Printing them shows the app id alone.
public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// How tokens are got.
    enum Proof: Sendable {
        case secret(String)
        case function(@Sendable (TokenScope) async throws -> AccessToken)
    }

    /// The bot's registration.
    public let clientID: AppID
    /// The organisation of a bot that serves one alone; nil for a bot that serves many.
    public let tenantID: TenantID?
    let proof: Proof

    /// A client secret of the registration.
    public static func clientSecret(
        _ secret: String, clientID: AppID, tenantID: TenantID? = nil
    ) -> Credentials {
        Credentials(clientID: clientID, tenantID: tenantID, proof: .secret(secret))
    }

    /// A function that gets tokens: a key vault, a managed identity, a test. A token with a lifetime is kept until five
    /// minutes before its end; one without is asked for with every request.
    public static func tokens(
        clientID: AppID, tenantID: TenantID? = nil,
        from get: @escaping @Sendable (TokenScope) async throws -> AccessToken
    ) -> Credentials {
        Credentials(clientID: clientID, tenantID: tenantID, proof: .function(get))
    }

    /// The app id alone.
    public var description: String { "Credentials(clientID: \(clientID))" }
    /// The app id and the organisation alone.
    public var customMirror: Mirror {
        Mirror(self, children: ["clientID": clientID, "tenantID": tenantID as Any])
    }
}
