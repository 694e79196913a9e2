internal import TeamsModels

/// One request of a streamed answer.
struct StreamPiece: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// What the bot is doing, before there is text.
        case informative
        /// The text so far.
        case streaming
        /// The whole message, which ends the stream.
        case final
        /// A message like any other.
        case message
        /// The message like any other, with more text.
        case edit
        /// That the bot writes, in a conversation without streams.
        case typing

        /// Whether it is a piece of a stream of the service, which knows it again by its number.
        var isOfStream: Bool { [.informative, .streaming, .final].contains(self) }
    }

    let kind: Kind
    let activity: Activity
    /// How much of the text it shows, in bytes of UTF-8.
    let length: Int
    /// Whether it is all that there is to say.
    let isWhole: Bool
}

extension StreamPiece {
    /// The piece that this number of a stream shows.
    /// - Parameter id: the stream; nil for its first piece.
    static func typing(
        _ type: StreamType, _ text: String, format: TextFormat? = nil, id: ActivityID?, number: Int
    ) -> Activity {
        var activity = Activity(.typing)
        activity.text = text
        activity.textFormat = format
        activity.id = id
        var data = ChannelData()
        data.streamType = type
        data.streamId = id
        data.streamSequence = number
        activity.channelData = data
        activity.entities = [.streamInfo(StreamInfo(type, id: id, sequence: number))]
        return activity
    }
}
