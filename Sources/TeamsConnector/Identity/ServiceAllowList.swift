package import HTTPKit

/// Which services a bot answers to and sends to. A bot sends its token to the service URL of each activity, so an
/// address that anybody can register must never pass: exact hosts, https alone; this machine only when it was said so.
///
/// - SeeAlso: [teams.py#370](https://github.com/microsoft/teams.py/pull/370)
package struct ServiceAllowList: Sendable, Hashable {
    private let hosts: Set<String>

    /// - Parameter hosts: exact names. One with a port, `127.0.0.1:3979`, lets that port alone pass; one without lets
    ///   443 pass, and every port of this machine. `*` lets everything pass.
    package init(hosts: Set<String>) {
        self.hosts = Set(hosts.map { $0.lowercased() })
    }

    /// Whether requests may come from there, and go there.
    package func allows(_ address: HTTP.Address) -> Bool {
        guard address.isTrustworthy else { return hosts.contains("*") }
        if address.port == 443 || address.isLoopback, hosts.contains(address.host.name) { return true }
        return hosts.contains(address.authority) || hosts.contains("*")
    }

    /// The same list, and the services at `addresses`: what the configuration itself names.
    package func adding(_ addresses: [HTTP.Address]) -> ServiceAllowList {
        ServiceAllowList(hosts: hosts.union(addresses.map(\.authority)))
    }
}
