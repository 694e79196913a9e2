internal import TeamsConnector

/// Where the app is to be installed: for a person, or in a team.
package struct InstallationTarget: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case user, team

        var words: String { self == .user ? "a person" : "a team" }
    }
    package let kind: Kind
    /// Of a person the id in Microsoft Entra, of a team that of its group.
    package let id: String
    /// The person's name, where it is known.
    package var name: String?

    package init(_ kind: Kind, _ id: String, name: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    var path: [String] {
        kind == .user ? ["users", id, "teamwork", "installedApps"] : ["teams", id, "installedApps"]
    }

    var allowances: [GraphAllowance] { kind == .team ? [.team(id)] : [] }
}
