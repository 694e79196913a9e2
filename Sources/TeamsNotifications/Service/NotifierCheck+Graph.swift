internal import HTTPKit
internal import TeamsApp
internal import TeamsConnector

extension NotifierCheck {
    /// What the app may do through Microsoft Graph, which nobody needs who installs nothing through it.
    func graph() async -> Finding? {
        guard let credentials = settings.app.credentials else { return nil }
        let cloud = settings.app.cloud
        let provider = TokenProvider(credentials, cloud: cloud, transport: transport)
        let graph = Connector(tokens: provider, transport: transport, cloud: cloud).graph
        let roles: Set<String>?
        do throws(GraphError) {
            roles = try await graph.roles()
        } catch {
            guard graph.homeTenant != nil || settings.localTeamsURL != nil else {
                return Finding("graph", good: "not asked: the app is of many organisations (TENANT_ID is not set)")
            }
            return Finding("graph", wrong: error.message)
        }
        guard let roles else {
            return Finding("graph", good: "\(cloud.graphURL.origin) gives a token; its permissions cannot be read")
        }
        let needs: [GraphPermissions] = [.catalog, .installForUsers, .users]
        let missing = needs.filter { !$0.isCovered(by: roles) }
        let names = missing.compactMap(\.names.first).joined(separator: ", ")
        if missing.isEmpty {
            let teams = GraphPermissions.installInTeams.isCovered(by: roles) ? "for people and in teams" : "for people"
            return Finding("graph", good: "the app may be installed \(teams), and the registry compared")
        }
        guard missing.count < needs.count else {
            return Finding(
                "graph",
                good: "no permission; to install the app for people it needs \(names): \(GraphPermissions.place)")
        }
        return Finding("graph", wrong: "the app lacks \(names): \(GraphPermissions.place)")
    }
}
