/// What Microsoft Graph allows one app to ask of one organisation.
/// - SeeAlso: [Service-specific throttling limits, Microsoft
///   Teams](https://learn.microsoft.com/graph/throttling-limits#microsoft-teams-service-limits)
package struct GraphAllowance: Sendable, Hashable {
    /// What it is for: `install`.
    let name: String
    /// So many requests.
    let count: Int
    /// In so many seconds.
    let seconds: Int

    package init(_ name: String, _ count: Int, inSeconds seconds: Int = 1) {
        self.name = name
        self.count = count
        self.seconds = seconds
    }

    /// Asking which apps are installed, and for their chats.
    package static let readInstallations = GraphAllowance("readInstallations", 30)
    /// Installing and upgrading apps.
    package static let install = GraphAllowance("install", 30)
    /// Whatever is asked about one team.
    package static func team(_ group: String) -> GraphAllowance { GraphAllowance("team/\(group.lowercased())", 4) }
}
