internal import JSONKit

extension World {
    /// Somebody whom a meeting's notification does not reach.
    struct UnreachedRecipient: Sendable, Equatable {
        let recipient: String
        let refusal: Refusal
    }

    /// M3: shows a notification to people of the meeting, each a line that the others do not see.
    /// - Returns: who does not get it and why, and what the bot should know besides.
    mutating func notify(
        meeting id: MeetingID, _ notification: MeetingNotification, by bot: AppID
    ) throws(Refusal) -> (unreached: [UnreachedRecipient], note: String?) {
        let (chat, meeting) = try admit(bot, toMeeting: id)
        var notes = notification.notes
        if let lack = lack(of: "OnlineMeetingNotification.Send.Chat", of: bot) { notes.append(lack) }
        guard let place = place(chat.id) else { throw .meetingNotFound }
        var unreached: [UnreachedRecipient] = []
        var reached: Set<Handle> = []
        for recipient in notification.recipients {
            do {
                let handle = try member(recipient, of: chat, meeting, for: bot)
                guard reached.insert(handle).inserted else { continue }
                for line in notification.lines {
                    var content = MessageContent()
                    content.text = line
                    content.textFormat = "plain"
                    _ = add(content, to: place, root: nil, author: .bot(bot), audience: .person(handle))
                }
            } catch {
                unreached.append(UnreachedRecipient(recipient: recipient, refusal: error))
            }
        }
        return (unreached, notes.isEmpty ? nil : notes.joined(separator: " "))
    }

    /// Someone of the meeting. While people are in it, only they see what is shown there.
    private func member(
        _ id: String, of chat: ChatState, _ meeting: Meeting, for bot: AppID
    ) throws(Refusal) -> Handle {
        guard let handle = try resolve(id, for: bot), chat.roster.contains(handle) else { throw .memberNotFound(id) }
        guard meeting.present.isEmpty || meeting.present.contains(handle) else {
            throw Refusal(
                status: 404, code: "ParticipantNotInMeeting", message: "The participant is not in the meeting now.")
        }
        return handle
    }
}
