internal import JSONKit
public import TeamsModels

/// The addresses and names that belong together in one of Microsoft's clouds, or on this machine.
///
/// A value never changes: ``replacing(loginURL:defaultTenant:botScope:tokenServiceURL:openIDMetadataURL:tokenIssuer:graphURL:serviceURL:serviceHosts:)``
/// makes another one.
public struct Cloud: Sendable, Hashable {
    /// The name that ``init(named:)`` understands.
    public private(set) var name: String
    /// Where tokens are asked for, without a slash at the end.
    public private(set) var loginURL: String
    /// The tenant that tokens of a bot for many organisations are asked of.
    public private(set) var defaultTenant: TenantID
    /// The scope of tokens for the connector.
    public private(set) var botScope: String
    /// Where users' tokens are, without a slash at the end.
    public private(set) var tokenServiceURL: String
    /// Where the keys that sign inbound requests are described.
    public private(set) var openIDMetadataURL: String
    /// Who signs inbound requests.
    public private(set) var tokenIssuer: String
    /// Microsoft Graph, without a slash at the end.
    public private(set) var graphURL: String
    /// Where messages go when no activity has ever told where. A conversation's own service URL always wins.
    public private(set) var serviceURL: String
    /// Where requests about organisations of the government cloud GCC go, once the service has said that it is one.
    public private(set) var gccServiceURL = "https://\(gccHost)"
    /// The hosts that an inbound activity may name as its service URL, in lower case; those of Local Teams with its port.
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
        let address: ServiceAddress
        do { address = try ServiceAddress(url) } catch { throw CloudError("LOCAL_TEAMS_URL '\(url)' \(error.reason)") }
        guard ServiceAddress.isLoopback(address.host) else {
            throw CloudError("LOCAL_TEAMS_URL '\(url)' is another machine; Local Teams answers on 127.0.0.1 alone")
        }
        var cloud = Cloud.public
        cloud.name = localName
        cloud.loginURL = address.text
        cloud.tokenServiceURL = address.text
        cloud.openIDMetadataURL = address.text + "/v1/.well-known/openidconfiguration"
        cloud.graphURL = address.text
        cloud.serviceURL = address.text
        cloud.gccServiceURL = address.text + "/gcc"
        // Another program at another port of this machine is not Local Teams.
        let port = ServiceURL(address.text)?.effectivePort ?? 80
        cloud.serviceHosts = Set(["127.0.0.1", "localhost", "[::1]", address.host].map { "\($0):\(port)" })
        return cloud
    }

    /// Whether it is a Local Teams: a service for development.
    package var isLocal: Bool { name == Self.localName }

    private static let localName = "Local"

    /// The same cloud with other addresses or names; what is nil stays.
    /// - Throws: ``CloudError`` when an address is none, or is `http` to another machine.
    public func replacing(
        loginURL: String? = nil, defaultTenant: TenantID? = nil, botScope: String? = nil,
        tokenServiceURL: String? = nil, openIDMetadataURL: String? = nil, tokenIssuer: String? = nil,
        graphURL: String? = nil, serviceURL: String? = nil, serviceHosts: Set<String>? = nil
    ) throws(CloudError) -> Cloud {
        var cloud = self
        try Self.set(&cloud.loginURL, loginURL, "the login address")
        try Self.set(&cloud.tokenServiceURL, tokenServiceURL, "OAUTH_URL")
        try Self.set(&cloud.openIDMetadataURL, openIDMetadataURL, "the OpenID metadata address")
        try Self.set(&cloud.graphURL, graphURL, "the Graph address")
        try Self.set(&cloud.serviceURL, serviceURL, "SERVICE_URL")
        cloud.defaultTenant = defaultTenant ?? cloud.defaultTenant
        cloud.botScope = botScope ?? cloud.botScope
        cloud.tokenIssuer = tokenIssuer ?? cloud.tokenIssuer
        cloud.serviceHosts = serviceHosts.map { Set($0.map { $0.lowercased() }) } ?? cloud.serviceHosts
        return cloud
    }

    private static func set(_ place: inout String, _ url: String?, _ name: String) throws(CloudError) {
        guard let url else { return }
        do { place = try ServiceAddress(url).text } catch { throw CloudError("\(name) '\(url)' \(error.reason)") }
    }

    init(
        name: String, login: String, defaultTenant: TenantID, botAudience: String, tokenService: String,
        openIDHost: String, graph: String, service: String, serviceHosts: Set<String>
    ) {
        self.name = name
        loginURL = "https://\(login)"
        self.defaultTenant = defaultTenant
        botScope = "\(botAudience)/.default"
        tokenServiceURL = "https://\(tokenService)"
        openIDMetadataURL = "https://\(openIDHost)/v1/.well-known/openidconfiguration"
        tokenIssuer = botAudience
        graphURL = "https://\(graph)"
        serviceURL = "https://\(service)/teams"
        self.serviceHosts = serviceHosts
    }
}

/// Why there is no such cloud.
public struct CloudError: Error, Hashable, CustomStringConvertible {
    /// What is wrong and which setting holds it, for people.
    public let message: String
    init(_ message: String) { self.message = message }
    /// The message.
    public var description: String { message }
}
