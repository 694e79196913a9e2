internal import HTTPKit

/// Tokens for Microsoft Graph.
extension TokenEndpoint {
    /// The audiences of tokens for Graph, by the scope that an app asks for: those of the clouds, public, US Government
    /// and its Department of Defense, China.
    private static let graphScopes = [
        "https://graph.microsoft.com/.default": publicGraph,
        "https://graph.microsoft.us/.default": "https://graph.microsoft.us",
        "https://dod-graph.microsoft.us/.default": "https://dod-graph.microsoft.us",
        "https://microsoftgraph.chinacloudapi.cn/.default": "https://microsoftgraph.chinacloudapi.cn",
    ]
    private static let publicGraph = "https://graph.microsoft.com"

    /// What Graph expects as a token's audience.
    static let graphAudiences = Set(graphScopes.values)

    /// The audience of a token for Graph; nil for another scope. Where Local Teams stands in for Graph, its own address
    /// stands in the scope: this machine, or the host under which it is called.
    static func graphAudience(ofScope scope: String, calledAs host: String?) -> String? {
        if let audience = graphScopes[scope] { return audience }
        let suffix = "/.default"
        guard scope.hasSuffix(suffix), let address = try? HTTP.Address(base: String(scope.dropLast(suffix.count))),
            address.path.isEmpty, address.query == nil
        else { return nil }
        return address.isLoopback || host?.lowercased() == address.hostField ? publicGraph : nil
    }
}
