internal import JSONKit

/// What a bot hears that writes to a person who blocked it. Microsoft's documents give two answers: a live capture of
/// the one, a row of the status table for the other.
enum BlockedCode: String, WireChoice {
    /// `{"errorCode":209,"message":"{…}"}`, as for an app that was uninstalled.
    case messageWritesBlocked = "MessageWritesBlocked"
    /// `{"error":{"code":"ConversationBlockedByUser",…}}`, as for a moderated channel.
    case conversationBlockedByUser = "ConversationBlockedByUser"
}
