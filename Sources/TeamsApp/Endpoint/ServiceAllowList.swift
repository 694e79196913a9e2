/// Which services the bot answers to. A bot sends its token to the service URL of each activity, so an address that
/// anybody can register must never pass: exact hosts, https alone; this machine only when it was said so.
///
/// - SeeAlso: [teams.py#370](https://github.com/microsoft/teams.py/pull/370)
struct ServiceAllowList: Sendable {
    private let hosts: Set<String>

    /// - Parameter hosts: exact names in lower case; `*` lets everything pass.
    init(hosts: Set<String>) {
        self.hosts = Set(hosts.map { $0.lowercased() })
    }

    func allows(_ url: String) -> Bool {
        guard let url = ServiceURL(url) else { return false }
        if hosts.contains("*") { return true }
        guard hosts.contains(url.host) else { return false }
        return url.isLoopback || (url.scheme == "https" && (url.port ?? 443) == 443)
    }
}
