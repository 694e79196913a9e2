internal import JSONKit

/// What happens in a meeting, as `POST /_local/meetings/{chat}/events` names it.
enum MeetingEvent: String, StrictChoice {
    case start, end, join, leave

    /// The name of the activity that bots get (E44–E47).
    var activityName: String {
        let name =
            switch self {
            case .start: "meetingStart"
            case .end: "meetingEnd"
            case .join: "meetingParticipantJoin"
            case .leave: "meetingParticipantLeave"
            }
        return "application/vnd.microsoft.\(name)"
    }

    /// Without it a bot learns nothing of it: a resource-specific permission.
    var permission: String {
        switch self {
        case .start, .end: "OnlineMeeting.ReadBasic.Chat"
        case .join, .leave: "OnlineMeetingParticipant.Read.Chat"
        }
    }
}
