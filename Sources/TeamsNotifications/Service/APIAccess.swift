internal import HTTPKit

/// Decides who may ask the API for what: whoever has a key, or a token of Microsoft Entra where that is configured.
package final class APIAccess: Sendable {
    /// What a caller who is known may do.
    struct Grant: Sendable, Hashable {
        /// The most of it; nil for a token without a role that means something here.
        let scope: APIScope?
        /// What the key is called; nil for a token.
        var name: String?

        /// Why `needed` is too much.
        func explanation(_ needed: APIScope) -> String {
            guard let scope else { return "the token has no role that means something here" }
            return "this call needs the scope \(needed.rawValue); the key has \(scope.rawValue)"
        }
    }

    /// What an `Authorization` field proves.
    enum Finding {
        case granted(Grant)
        case refused
        /// A token whose key is not at hand: this reads it, and the question must be asked again.
        case unknownKey(look: @Sendable () async -> Void)
    }

    private let keys: APIKeyring
    private let entra: EntraAccess?

    package init(keys: APIKeyring, entra: EntraAccess? = nil) {
        self.keys = keys
        self.entra = entra
    }

    /// Checks the field with what is at hand.
    func find(_ authorization: String?) -> Finding {
        guard let secret = authorization?.bearerToken, !secret.isEmpty else { return .refused }
        if let key = keys.key(secret) { return .granted(Grant(scope: key.scope, name: key.name)) }
        return entra?.find(secret) ?? .refused
    }

    /// Checks the field, and waits for signing keys where it must.
    func grant(_ authorization: String?) async -> Grant? {
        var finding = find(authorization)
        if case .unknownKey(let look) = finding {
            await look()
            finding = find(authorization)
        }
        guard case .granted(let grant) = finding else { return nil }
        return grant
    }
}
