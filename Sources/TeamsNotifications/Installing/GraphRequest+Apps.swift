internal import JSONKit
internal import TeamsConnector

// What is asked about apps, people and teams: Microsoft's "Proactive installation of apps using Graph API".

extension GraphRequest {
    /// The app in the organisation's catalogue.
    /// - Parameter externalID: the id of its manifest.
    static func catalogue(externalID: String) -> GraphRequest {
        GraphRequest(
            "find the app in the organisation's catalogue", path: ["appCatalogs", "teamsApps"],
            query: [Item("$filter", "externalId eq '\(literal(externalID))'")], needs: .catalog)
    }

    /// Installs an app of the catalogue.
    /// - Parameter home: where Graph is: the body names the app by its address.
    static func install(_ app: String, at target: InstallationTarget, home: String) -> GraphRequest {
        GraphRequest(
            "install the app for \(target.kind.words)", "POST", path: target.path,
            body: ["teamsApp@odata.bind": .string("\(home)/v1.0/appCatalogs/teamsApps/\(app)")],
            needs: target.kind == .user ? .installForUsers : .installInTeams,
            counting: [.install] + target.allowances, isRepeatable: true)
    }

    /// The installation of an app there, if there is one.
    static func installation(of app: String, at target: InstallationTarget) -> GraphRequest {
        GraphRequest(
            "see whether \(target.kind.words) has the app", path: target.path,
            query: [Item("$expand", "teamsApp"), Item("$filter", "teamsApp/id eq '\(literal(app))'")],
            needs: target.kind == .user ? .readOfUsers : .readOfTeams,
            counting: [.readInstallations] + target.allowances)
    }

    /// The chat of an app that is installed for a person.
    static func chat(ofInstallation id: String, for user: String) -> GraphRequest {
        GraphRequest(
            "find the chat of the app with a person",
            path: InstallationTarget(.user, user).path + [id, "chat"], needs: .readOfUsers,
            counting: [.readInstallations])
    }

    /// What a team is called, and the id of its channel General.
    static func team(_ group: String) -> GraphRequest {
        GraphRequest("read a team", path: ["teams", group], needs: .teams, counting: [.team(group)])
    }

    /// The organisation's people.
    /// - Parameters:
    ///   - properties: what is asked of each beside the usual.
    ///   - isEnabled: whether those are left out who may not sign in.
    static func users(selecting properties: [String] = [], isEnabled: Bool = false) -> GraphRequest {
        let usual = ["id", "displayName", "mail", "userPrincipalName", "userType", "accountEnabled"]
        let all = usual + properties.filter { !usual.contains($0) }
        return GraphRequest(
            "read the organisation's people", path: ["users"],
            query: (isEnabled ? [Item("$filter", "accountEnabled eq true")] : []) + [
                Item("$select", all.joined(separator: ",")), Item("$top", "\(InstallationBook.partSize)"),
            ], needs: .users)
    }

    /// A text within the quotes of OData.
    private static func literal(_ text: String) -> String { text.replacing("'", with: "''") }
}
