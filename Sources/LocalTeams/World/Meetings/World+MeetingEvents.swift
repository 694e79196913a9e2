internal import JSONKit

// E44–E47: a meeting starts and ends, people join and leave, and bots with the permission hear of it.

extension World {
    /// `handle` starts or ends a meeting, joins or leaves it. With its end everyone has left.
    mutating func happen(_ event: MeetingEvent, in chat: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try visit(chat, as: handle)
        guard place.kind == .meeting, let state = places.chat(place.id) else {
            throw .badRequest("\"\(chat)\" is no meeting's chat")
        }
        var meeting = state.meeting ?? Meeting(start: nil, end: nil, now: now)
        let isPresent = meeting.present.contains(handle)
        switch event {
        case .start:
            guard !meeting.isRunning else { throw .conflict("the meeting has started already") }
            meeting.isRunning = true
        case .end:
            guard meeting.isRunning || !meeting.present.isEmpty else { throw .conflict("the meeting is not running") }
            meeting.isRunning = false
            meeting.present = []
        case .join:
            guard !isPresent else { throw .conflict("\(handle) is in the meeting already") }
            meeting.present.append(handle)
        case .leave:
            guard isPresent else { throw .conflict("\(handle) is not in the meeting") }
            meeting.present.removeAll { $0 == handle }
        }
        places.setMeeting(meeting, of: place.id)
        show(.conversation, to: roster(place).handles, conversation: place.id)
        deliver(event, of: state, meeting, in: place, by: handle)
    }

    private mutating func deliver(
        _ event: MeetingEvent, of chat: ChatState, _ meeting: Meeting, in place: Place, by handle: Handle
    ) {
        for bot in installations.bots(at: place.id) {
            guard self.bot(bot)?.permissions.contains(event.permission) == true else { continue }
            deliver(to: bot, conversation: place.id, readers: .roster(roster(place))) { world, bot, id in
                world.activity(
                    "event", id: id, by: handle, for: bot, in: world.conversation(place),
                    channelData: world.meetingData(of: place),
                    extra: [
                        "name": .string(event.activityName),
                        "value": .object(world.value(of: event, of: chat, meeting, by: handle, for: bot)),
                    ])
            }
        }
    }

    private func value(
        of event: MeetingEvent, of chat: ChatState, _ meeting: Meeting, by handle: Handle, for bot: Bot
    ) -> JSONObject {
        switch event {
        case .start, .end:
            // Names begin with a capital here.
            return [
                "Id": MeetingID(chat: chat.id).json, "MeetingType": "Scheduled",
                "JoinUrl": .string(Self.joinURL(of: chat.id)), "Title": .string(Self.meetingTitle(of: chat)),
                event == .start ? "StartTime" : "EndTime": .string(now.text),
            ]
        case .join, .leave:
            guard let person = person(handle) else { return ["members": []] }
            let member: JSONValue = [
                "user": .object(account(person, for: bot.appId, named: event == .join)),
                "meeting": ["inMeeting": .bool(event == .join), "role": .string(role(of: handle, in: chat))],
            ]
            return ["members": [member]]
        }
    }
}
