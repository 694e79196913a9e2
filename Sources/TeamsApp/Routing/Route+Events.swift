public import JSONKit
public import TeamsModels

extension Route<ReadReceipt> {
    /// Somebody read what the bot wrote, in a personal chat.
    ///
    /// Needs the permission `ChatMessageReadReceipt.Read.Chat`, and the organisation's and the person's consent.
    public static var readReceipt: Self { Route(valueOf: .kind(.event(.readReceipt))) }
}

extension Route<MeetingEvent> {
    /// A meeting began. Needs the permission `OnlineMeeting.ReadBasic.Chat`, in channels
    /// `ChannelMeeting.ReadBasic.Group`.
    public static var meetingStart: Self { Route(valueOf: .kind(.event(.meetingStart))) }
    /// A meeting ended. Needs the same permission as ``meetingStart``.
    public static var meetingEnd: Self { Route(valueOf: .kind(.event(.meetingEnd))) }
}

extension Route<MeetingParticipants> {
    /// People joined a meeting. Needs the permission `OnlineMeetingParticipant.Read.Chat`, and the subscription to
    /// meeting events in the Developer Portal.
    public static var meetingParticipantJoin: Self { Route(valueOf: .kind(.event(.meetingParticipantJoin))) }
    /// People left a meeting. Needs the same as ``meetingParticipantJoin``.
    public static var meetingParticipantLeave: Self { Route(valueOf: .kind(.event(.meetingParticipantLeave))) }
}

extension Route<AgentLifecycle> {
    /// The identity of an agent changed, in whichever way: also in one that is not known here.
    public static var agentLifecycle: Self {
        Route(.kind(.event(.agentLifecycle))) { context in
            var change = try AgentLifecycle(json: context.activity.value ?? .object([:]))
            change.valueType = context.activity.valueType ?? change.valueType
            return change
        }
    }
}

extension Route where Payload: WireValue {
    /// An event by its name on the wire, also one that is not known here, with its value read as `payload`.
    public static func event(_ name: EventName, as payload: Payload.Type = Payload.self) -> Self {
        Route(valueOf: .kind(.event(name)))
    }
}

extension Route<JSONValue> {
    /// An event by its name on the wire, also one that is not known here, with its value as it came.
    public static func event(_ name: EventName) -> Self { Route(valueOf: .kind(.event(name))) }
    /// Any event that nothing more specific wants, with its value as it came.
    public static var event: Self { Route(valueOf: .kind(ActivityKind(.event))) }
}

extension Route<Void> {
    /// Activities of a type, by its name on the wire, that nothing more specific wants.
    public static func type(_ type: ActivityType) -> Self { Route(.kind(ActivityKind(type))) }
    /// Every activity that nothing more specific wants, but for invokes, which need an answer of their own.
    public static var activity: Self { Route(.activity) }
}

extension Route where Payload: Decodable {
    /// An event by its name on the wire, also one that is not known here, with its value decoded.
    public static func event(_ name: EventName, decoding payload: Payload.Type) -> Self {
        Route(.kind(.event(name))) { try CodablePayload.decode($0.activity.value ?? .null) }
    }
}
