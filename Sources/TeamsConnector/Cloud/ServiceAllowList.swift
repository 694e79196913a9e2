/// Which services a bot answers to and sends to. A bot sends its token to the service URL of each activity, so an address
/// that anybody can register must never pass: exact hosts, https alone; this machine only when it was said so.
///
/// - SeeAlso: [teams.py#370](https://github.com/microsoft/teams.py/pull/370)
package struct ServiceAllowList: Sendable {
    private let hosts: Set<String>

    /// - Parameter hosts: exact names. One with a port, `127.0.0.1:3979`, lets that port alone pass; one without lets 443
    ///   pass, and every port of this machine. `*` lets everything pass.
    package init(hosts: Set<String>) {
        self.hosts = Set(hosts.map { $0.lowercased() })
    }

    /// Whether requests may come from there, and go there.
    package func allows(_ url: String) -> Bool {
        guard let url = ServiceURL(url) else { return false }
        if hosts.contains("*") { return true }
        guard url.isLoopback || url.scheme == "https" else { return false }
        if hosts.contains(url.authority) { return true }
        return hosts.contains(url.host) && (url.isLoopback || url.effectivePort == 443)
    }

    /// The same list, and the services at `urls`: what the configuration itself names.
    package func adding(_ urls: [String]) -> ServiceAllowList {
        ServiceAllowList(hosts: hosts.union(urls.compactMap { ServiceURL($0)?.authority }))
    }
}
