/// What an app must be allowed for a request to Microsoft Graph: one of several application permissions.
/// - SeeAlso: [Permissions reference](https://learn.microsoft.com/graph/permissions-reference)
package struct GraphPermissions: Sendable, Hashable {
    /// The least first.
    package let names: [String]

    package init(_ names: String...) { self.names = names }

    /// To read the organisation's people.
    package static let users = GraphPermissions("User.Read.All")
    /// To find the app in the organisation's catalogue.
    package static let catalog = GraphPermissions("AppCatalog.Read.All")
    /// To install the app for people.
    package static let installForUsers = GraphPermissions(
        "TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadWriteForUser.All")
    /// To install the app in teams.
    package static let installInTeams = GraphPermissions(
        "TeamsAppInstallation.ReadWriteSelfForTeam.All", "TeamsAppInstallation.ReadWriteForTeam.All")
    /// To see whether a person has the app.
    package static let readOfUsers = GraphPermissions(
        "TeamsAppInstallation.ReadSelfForUser.All", "TeamsAppInstallation.ReadForUser.All",
        "TeamsAppInstallation.ReadWriteSelfForUser.All")
    /// To see whether a team has the app.
    package static let readOfTeams = GraphPermissions(
        "TeamsAppInstallation.ReadSelfForTeam.All", "TeamsAppInstallation.ReadForTeam.All",
        "TeamsAppInstallation.ReadWriteSelfForTeam.All")
    /// To read a team's names.
    package static let teams = GraphPermissions("Team.ReadBasic.All")
    /// To put something into activity feeds.
    package static let activityFeed = GraphPermissions("TeamsActivity.Send")

    /// Where permissions are given, for people.
    package static let place =
        "give it in the Microsoft Entra admin center: App registrations > the app > API permissions > Add a permission "
        + "> Microsoft Graph > Application permissions, then Grant admin consent"

    /// Permissions that hold others.
    private static let wider: [String: [String]] = [
        "User.Read.All": ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        "AppCatalog.Read.All": ["AppCatalog.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        "TeamsAppInstallation.ReadWriteSelfForUser.All": [
            "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
            "TeamsAppInstallation.ReadWriteAndConsentForUser.All",
        ],
        "TeamsAppInstallation.ReadWriteSelfForTeam.All": [
            "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All",
            "TeamsAppInstallation.ReadWriteAndConsentForTeam.All",
        ],
    ]

    /// Whether an app with these application permissions may do it.
    package func isCovered(by roles: Set<String>) -> Bool {
        names.contains { roles.contains($0) || Self.wider[$0]?.contains(where: roles.contains) ?? false }
    }

    /// What is missing and where to give it, for people.
    /// - Parameter app: the app's id.
    package func advice(for app: String?) -> String {
        let least = names.first ?? "for it"
        let others = names.dropFirst()
        let choice = others.isEmpty ? "" : " (or \(others.joined(separator: ", ")))"
        return "the app\(app.map { " \($0)" } ?? "") lacks the application permission \(least)\(choice) of Microsoft "
            + "Graph; \(Self.place)"
    }
}
