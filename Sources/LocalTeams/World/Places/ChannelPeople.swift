internal import JSONKit

/// Who is in a private or shared channel, where that is not everyone of its team and nobody else.
struct ChannelPeople: Sendable, Hashable {
    var channel: ConversationID
    /// Nil: everyone of the team.
    var roster: Roster?
    /// Other teams, whose people are all there too. Only of a shared channel.
    var sharedWith: [ConversationID] = []
    var extras = JSONObject()

    init(channel: ConversationID) { self.channel = channel }
}

extension ChannelPeople: StoredRow {
    init() { self.init(channel: "") }

    static let shape: RowShape<ChannelPeople> = [
        .required("channel", \.channel), .optional("roster", \.roster), .unless([], "sharedWith", \.sharedWith),
    ]
}
