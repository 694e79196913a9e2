internal import JSONKit
public import TeamsModels

extension Connector {
    /// What the service tells about a team in which the app is installed.
    /// - Parameters:
    ///   - id: the team.
    ///   - serviceUrl: the one of an activity of the same organisation.
    public func team(_ id: TeamID, serviceUrl: String) async throws(ConnectorError) -> TeamDetails {
        try await question(teamCall("team", id, serviceUrl, []))
    }

    /// The channels of a team. General has the team's id and no name.
    /// - Parameters:
    ///   - id: the team.
    ///   - serviceUrl: the one of an activity of the same organisation.
    public func channels(of id: TeamID, serviceUrl: String) async throws(ConnectorError) -> [ChannelInfo] {
        let list: ChannelList = try await question(teamCall("channels", id, serviceUrl, ["conversations"]))
        return list.conversations ?? []
    }

    private func teamCall(
        _ operation: String, _ id: TeamID, _ serviceUrl: String, _ rest: [String]
    ) throws(ConnectorError) -> Call {
        guard !id.isEmpty else { throw .invalid("\(operation): the team's id is empty") }
        return Call(
            operation: operation, method: "GET", serviceUrl: serviceUrl, path: ["v3", "teams", id.rawValue] + rest,
            subject: id.rawValue)
    }
}
