package import TeamsConnector
package import TeamsModels

/// What planning asks the service. In a dry run there is none, and nothing is asked.
package struct AudienceService: Sendable {
    /// Everybody in a conversation; of a team by the conversation with the team's id.
    var members: @Sendable (ConversationReference) async throws -> [Account]
    /// One of them, by either id.
    var member: @Sendable (AccountID, ConversationReference) async throws -> Account
    /// The channels of a team, asked at a service.
    var channels: @Sendable (TeamID, String) async throws -> [ChannelInfo]

    /// Asks through a connector, at the pace that it keeps.
    package init(_ connector: Connector) {
        members = { try await connector.members(of: $0) }
        member = { try await connector.member($0, of: $1) }
        channels = { try await connector.channels(of: $0, serviceUrl: $1) }
    }

    package init(
        members: @escaping @Sendable (ConversationReference) async throws -> [Account],
        member: @escaping @Sendable (AccountID, ConversationReference) async throws -> Account,
        channels: @escaping @Sendable (TeamID, String) async throws -> [ChannelInfo]
    ) {
        self.members = members
        self.member = member
        self.channels = channels
    }
}
