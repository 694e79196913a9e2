package import HTTPKit
package import JSONKit
internal import TeamsConnector

/// The part `entra` of the settings: whose tokens the API takes beside its keys.
package struct EntraSettings: Sendable, Hashable, StrictlyDecodable {
    /// The organisation that issues them: an id or a domain.
    package let tenant: String
    /// What they must be for: the app id of the API's registration, or its URI.
    package let audience: String
    /// Where the issuer describes itself and its keys.
    package let metadata: HTTP.Address
    /// What each app role may.
    package let roles: [String: APIScope]

    package init(tenant: String, audience: String, metadata: HTTP.Address, roles: [String: APIScope]) {
        self.tenant = tenant
        self.audience = audience
        self.metadata = metadata
        self.roles = roles
    }

    package init(from reader: inout StrictReader) throws(StrictError) {
        tenant = try reader.required("tenant", .filled)
        audience = try reader.required("audience", .filled)
        let address: String =
            try reader.optional("metadata")
            ?? "https://login.microsoftonline.com/\(tenant)/v2.0/.well-known/openid-configuration"
        guard let metadata = try? HTTP.Address(address), metadata.isTrustworthy else {
            throw reader.error(at: "metadata", "must be an https address, or one of this machine")
        }
        self.metadata = metadata
        roles = try reader.required("roles")
        guard !roles.isEmpty else { throw reader.error(at: "roles", "is empty: no token could do anything") }
    }
}
