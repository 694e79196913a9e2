internal import JSONKit

extension Activity {
    /// An activity of the given type, with nothing else said.
    public init(_ type: ActivityType) { self.type = type }

    /// A message with text.
    public init(text: String) {
        type = .message
        self.text = text
    }

    /// A message with one attachment.
    public init(attachment: Attachment) {
        type = .message
        attachments = [attachment]
    }

    /// The organisation: the conversation's, or what the channel data say.
    public var tenantID: TenantID? { conversation?.tenantId ?? channelData?.tenant?.id }

    /// The team that it happened in, in whichever way it was written.
    public var teamID: TeamID? { channelData?.team?.id ?? channelData?.teamsTeamId }

    /// The channel that it happened in, or to, in whichever way it was written.
    public var channelID: ChannelID? { channelData?.channel?.id ?? channelData?.teamsChannelId }

    /// The meeting that it happened in, in Base64.
    public var meetingID: String? { channelData?.meeting?.id }

    /// Whether only the recipient sees it.
    public var isTargeted: Bool { recipient?.isTargeted == true }

    /// Why nobody could say who alone may see it; nil when that is clear. An activity whose mark stands where it is not
    /// looked for, or names nobody, must not be sent: it would be everyone's.
    package var audienceProblem: String? {
        if extras["recipient"].map({ !$0.isNull }) == true {
            return "The activity has a second recipient among its extras; set `recipient` alone"
        }
        if let mark = recipient?.extras["isTargeted"], mark != false, !mark.isNull {
            return "The recipient is marked as targeted among its extras; set `isTargeted`"
        }
        if isTargeted, recipient?.id?.isEmpty ?? true {
            return "The activity is for one person alone and does not say for whom: its recipient has no id"
        }
        return nil
    }

    /// Whether its recipient, the bot, is named in the text.
    public var isRecipientMentioned: Bool {
        guard let bot = recipient?.id else { return false }
        return mentions.contains { $0.mentioned?.id == bot }
    }

    /// Whether its recipient, the bot, is among those who joined.
    public var isRecipientAdded: Bool {
        guard let bot = recipient?.id else { return false }
        return membersAdded?.contains { $0.id == bot } == true
    }

    /// Whether its recipient, the bot, is among those who left.
    public var isRecipientRemoved: Bool {
        guard let bot = recipient?.id else { return false }
        return membersRemoved?.contains { $0.id == bot } == true
    }

    /// The message that began the thread, in a channel: what the channel data say, else the conversation's id, else,
    /// for a message without either, the message itself. Nil outside channels, and for events about a channel.
    public var threadRoot: ActivityID? {
        guard let id = conversation?.id else { return nil }
        if let root = channelData?.thread?.id ?? id.threadRoot { return root }
        guard type == .message, conversation?.conversationType == .channel else { return nil }
        return self.id
    }

    /// Those who are named in the text.
    public var mentions: [Mention] {
        entities?.compactMap { if case .mention(let mention) = $0 { mention } else { nil } } ?? []
    }

    /// The messages that the text quotes.
    public var quotes: [Quote] {
        entities?.compactMap { if case .quotedReply(let entity) = $0 { entity.quotedReply } else { nil } } ?? []
    }

    /// The client that it was written with; nil for events of the service.
    public var client: ClientInfo? {
        for case .clientInfo(let client) in entities ?? [] { return client }
        return nil
    }

    /// The sender's time zone as an IANA name, in whichever way it was written.
    public var timeZoneName: String? { localTimezone ?? client?.timezone }

    /// The read receipt that it carries.
    public var readReceipt: ReadReceipt? { kind == .event(.readReceipt) ? payload() : nil }

    /// The meeting whose start or end it carries.
    public var meetingEvent: MeetingEvent? {
        kind == .event(.meetingStart) || kind == .event(.meetingEnd) ? payload() : nil
    }

    /// `value` read as `Payload`; nil when there is none or it has another shape.
    private func payload<Payload: WireObject>() -> Payload? { value.flatMap { try? Payload(json: $0) } }
}
