public import HTTPKit
internal import JSONKit
public import TeamsModels

/// The addresses and names that belong together in one of Microsoft's clouds, or on this machine.
///
/// A value never changes:
/// ``replacing(loginURL:defaultTenant:botScope:tokenServiceURL:openIDMetadataURL:tokenIssuer:graphURL:serviceURL:serviceHosts:)``
/// makes another one.
public struct Cloud: Sendable, Hashable {
    /// The name that ``init(named:)`` understands.
    public private(set) var name: String
    /// Where tokens are asked for.
    public private(set) var loginURL: HTTP.Address
    /// The tenant that tokens of a bot for many organisations are asked of.
    public private(set) var defaultTenant: TenantID
    /// The scope of tokens for the connector.
    public private(set) var botScope: String
    /// Where users' tokens are.
    public private(set) var tokenServiceURL: HTTP.Address
    /// Where the keys that sign inbound requests are described.
    public private(set) var openIDMetadataURL: HTTP.Address
    /// Who signs inbound requests.
    public private(set) var tokenIssuer: String
    /// Whom the token of a managed identity is for that proves a bot.
    /// - SeeAlso: [Managed identity as a federated
    ///   credential](https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity)
    package private(set) var tokenExchangeAudience: String
    /// Microsoft Graph.
    public private(set) var graphURL: HTTP.Address
    /// Where messages go when no activity has ever told where. A conversation's own service URL always wins.
    public private(set) var serviceURL: HTTP.Address
    /// Where requests about organisations of the government cloud GCC go, once the service has said that it is one.
    public private(set) var gccServiceURL: HTTP.Address
    /// The hosts that an inbound activity may name as its service URL, in lower case; those of Local Teams with its
    /// port.
    public private(set) var serviceHosts: Set<String>

    /// The cloud of the name that the setting `CLOUD` holds. Case does not matter.
    /// - Throws: ``CloudError`` that lists the names.
    public init(named name: String) throws(CloudError) {
        let known = Self.all.first { $0.name.lowercased() == name.lowercased() }
        guard let known else { throw CloudError("there is no cloud '\(name)'; CLOUD is \(Self.names)") }
        self = known
    }

    /// Local Teams on this machine: service URL, tokens and keys all follow from one address.
    /// - Parameter url: `http://127.0.0.1:3979`, as the setting `LOCAL_TEAMS_URL` holds it. The host must be loopback.
    /// - Throws: ``CloudError`` for an address that is none, or is elsewhere.
    public static func local(_ url: String) throws(CloudError) -> Cloud {
        let address = try trustworthy(url, "LOCAL_TEAMS_URL")
        guard address.isLoopback else {
            throw CloudError("LOCAL_TEAMS_URL '\(url)' is another machine; Local Teams answers on 127.0.0.1 alone")
        }
        var cloud = Cloud.public
        cloud.name = localName
        cloud.loginURL = address
        cloud.tokenServiceURL = address
        cloud.openIDMetadataURL = address.appending(metadataPath)
        cloud.graphURL = address
        cloud.serviceURL = address
        cloud.gccServiceURL = address.appending(["gcc"])
        // Another program at another port of this machine is not Local Teams.
        cloud.serviceHosts = Set(
            ["127.0.0.1", "localhost", "[::1]", address.host.name].map { "\($0):\(address.port)" })
        return cloud
    }

    /// Whether it is a Local Teams: a service for development.
    package var isLocal: Bool { name == Self.localName }

    private static let localName = "Local"
    private static let metadataPath = ["v1", ".well-known", "openidconfiguration"]

    /// The same cloud with other addresses or names; what is nil stays.
    /// - Throws: ``CloudError`` when an address is none, or is `http` to another machine.
    public func replacing(
        loginURL: String? = nil, defaultTenant: TenantID? = nil, botScope: String? = nil,
        tokenServiceURL: String? = nil, openIDMetadataURL: String? = nil, tokenIssuer: String? = nil,
        graphURL: String? = nil, serviceURL: String? = nil, serviceHosts: Set<String>? = nil
    ) throws(CloudError) -> Cloud {
        var cloud = self
        if let loginURL { cloud.loginURL = try Self.trustworthy(loginURL, "the login address") }
        if let tokenServiceURL { cloud.tokenServiceURL = try Self.trustworthy(tokenServiceURL, "OAUTH_URL") }
        if let openIDMetadataURL {
            cloud.openIDMetadataURL = try Self.trustworthy(openIDMetadataURL, "the OpenID metadata address")
        }
        if let graphURL { cloud.graphURL = try Self.trustworthy(graphURL, "the Graph address") }
        if let serviceURL { cloud.serviceURL = try Self.trustworthy(serviceURL, "SERVICE_URL") }
        cloud.defaultTenant = defaultTenant ?? cloud.defaultTenant
        cloud.botScope = botScope ?? cloud.botScope
        cloud.tokenIssuer = tokenIssuer ?? cloud.tokenIssuer
        cloud.serviceHosts = serviceHosts.map { Set($0.map { $0.lowercased() }) } ?? cloud.serviceHosts
        return cloud
    }

    /// The address that a token or a secret may be sent to.
    /// - Parameter name: the setting that holds it, for the error.
    private static func trustworthy(_ text: String, _ name: String) throws(CloudError) -> HTTP.Address {
        do throws(HTTP.AddressError) {
            return try HTTP.Address(trustworthyBase: text)
        } catch {
            throw CloudError("\(name) '\(text)' \(error.reason)")
        }
    }

    init(
        name: String, login: String, defaultTenant: TenantID, botAudience: String, tokenService: String,
        openIDHost: String, graph: String, service: String, serviceHosts: Set<String>,
        tokenExchange: String = "api://AzureADTokenExchange"
    ) {
        self.name = name
        loginURL = Self.preset(login)
        self.defaultTenant = defaultTenant
        botScope = "\(botAudience)/.default"
        tokenServiceURL = Self.preset(tokenService)
        openIDMetadataURL = Self.preset(openIDHost).appending(Self.metadataPath)
        tokenIssuer = botAudience
        tokenExchangeAudience = tokenExchange
        graphURL = Self.preset(graph)
        serviceURL = Self.preset(service).appending(["teams"])
        gccServiceURL = Self.preset(RetryTable.gccHost)
        self.serviceHosts = serviceHosts
    }

    /// The address of a host that stands in this program.
    private static func preset(_ host: String) -> HTTP.Address {
        do { return try HTTP.Address(base: "https://\(host)") } catch {
            preconditionFailure("the preset '\(host)' \(error.reason)")
        }
    }
}
