package import TeamsModels

/// Whose token at which connection is meant.
package struct UserTokenQuestion: Sendable, Hashable {
    /// The person, by the id in conversations.
    package var user: AccountID
    /// The name of an OAuth connection setting of the bot's registration.
    package var connection: String
    /// The channel of the protocol.
    package var channel: String

    package init(user: AccountID, connection: String, channel: String = "msteams") {
        self.user = user
        self.connection = connection
        self.channel = channel
    }

    /// As the query of a call: net's and py's spellings differ, the service takes these.
    var query: [Call.QueryItem] {
        [
            Call.QueryItem(name: "userId", value: user.rawValue),
            Call.QueryItem(name: "connectionName", value: connection),
            Call.QueryItem(name: "channelId", value: channel),
        ]
    }
}
