internal import LockKit

/// Which services a bot answers to and sends to. A bot sends its token to the service URL of each activity, so an address
/// that anybody can register must never pass: exact hosts, https alone; this machine only when it was said so.
///
/// - SeeAlso: [teams.py#370](https://github.com/microsoft/teams.py/pull/370)
package final class ServiceAllowList: Sendable {
    /// So many addresses that passed are remembered, each no longer than so many bytes: a bot sees the same few again and again.
    private static let remembered = (count: 256, bytes: 256)

    private let hosts: Set<String>
    private let passed = Mutex<Set<String>>([])

    /// - Parameter hosts: exact names. One with a port, `127.0.0.1:3979`, lets that port alone pass; one without lets 443
    ///   pass, and every port of this machine. `*` lets everything pass.
    package init(hosts: Set<String>) {
        self.hosts = Set(hosts.map { $0.lowercased() })
    }

    /// Whether requests may come from there, and go there.
    package func allows(_ text: String) -> Bool {
        if passed.withLock({ $0.contains(text) }) { return true }
        guard isAllowed(text) else { return false }
        guard text.utf8.count <= Self.remembered.bytes else { return true }
        passed.withLock { passed in
            if passed.count >= Self.remembered.count { passed.removeAll(keepingCapacity: true) }
            passed.insert(text)
        }
        return true
    }

    private func isAllowed(_ text: String) -> Bool {
        guard let url = ServiceURL(text) else { return false }
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
