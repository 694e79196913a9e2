internal import HTTPKit
internal import JSONKit
public import TeamsModels

extension Connector {
    /// What the service tells about a team in which the app is installed.
    /// - Parameters:
    ///   - id: the team.
    ///   - serviceUrl: the one of an activity of the same organisation.
    public func team(_ id: TeamID, serviceUrl: String) async throws(ConnectorError) -> TeamDetails {
        try await ask("team", id, serviceUrl, [])
    }

    /// The channels of a team. General has the team's id and no name.
    /// - Parameters:
    ///   - id: the team.
    ///   - serviceUrl: the one of an activity of the same organisation.
    public func channels(of id: TeamID, serviceUrl: String) async throws(ConnectorError) -> [ChannelInfo] {
        let list: ChannelList = try await ask("channels", id, serviceUrl, ["conversations"])
        return list.conversations ?? []
    }

    private func ask<Reply: WireObject>(
        _ operation: String, _ id: TeamID, _ serviceUrl: String, _ rest: [String]
    ) async throws(ConnectorError) -> Reply {
        guard !id.isEmpty else { throw .invalid("\(operation): the team's id is empty") }
        let service = try HTTP.Address.service(serviceUrl, for: operation)
        let call = Call(operation, "GET", at: service, path: ["v3", "teams", id.rawValue] + rest)
        return try await question(call, in: Lane(.roster(id.rawValue), tenant: service.tenant))
    }
}
