internal import JSONKit

/// The documents that tell a bot, or the library it uses, whose signatures to trust and where to get a token.
/// Their shapes are those of `login.botframework.com` and of Microsoft Entra.
struct IdentityDocuments: Sendable {
    /// Where this service can be reached, without a slash at the end.
    let address: String

    /// `/v1/.well-known/openidconfiguration`: who signs deliveries to bots.
    var deliveryConfiguration: JSONValue {
        [
            "issuer": .string(DeliverySigner.issuer),
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": .string("\(address)/v1/.well-known/keys"),
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        ]
    }

    /// `/{tenant}/v2.0/.well-known/openid-configuration`: where a bot gets its token, as MSAL asks for it.
    func loginConfiguration(tenant: String) -> JSONValue {
        [
            "token_endpoint": .string("\(address)/\(tenant)/oauth2/v2.0/token"),
            "token_endpoint_auth_methods_supported": [
                "client_secret_post", "private_key_jwt", "client_secret_basic",
            ],
            "jwks_uri": .string("\(address)/\(tenant)/discovery/v2.0/keys"),
            "response_modes_supported": ["query", "fragment", "form_post"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "issuer": .string("\(address)/\(tenant)/v2.0"),
            "authorization_endpoint": .string("\(address)/\(tenant)/oauth2/v2.0/authorize"),
            "tenant_region_scope": "EU",
            "cloud_instance_name": "microsoftonline.com",
        ]
    }

    /// `/common/discovery/instance`: which names stand for this login service.
    func instanceDiscovery(host: String, tenant: String) -> JSONValue {
        [
            "tenant_discovery_endpoint": .string("\(address)/\(tenant)/v2.0/.well-known/openid-configuration"),
            "api-version": "1.1",
            "metadata": [
                [
                    "preferred_network": .string(host), "preferred_cache": .string(host),
                    "aliases": [.string(host)],
                ]
            ],
        ]
    }
}
