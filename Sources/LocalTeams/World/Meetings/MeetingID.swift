internal import Foundation
internal import JSONKit

/// What a meeting is known by to bots: base64 of `0#<its chat>#0`, as Teams makes it. The chat follows from it.
struct MeetingID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }

    init(chat: ConversationID) { rawValue = Data("0#\(chat)#0".utf8).base64EncodedString() }

    /// The chat of the meeting; nil for what is no such id.
    var chat: ConversationID? {
        // Some clients leave out what fills the last group.
        let filled = rawValue + String(repeating: "=", count: (4 - rawValue.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: filled), let text = String(validating: data, as: UTF8.self),
            text.hasPrefix("0#"), text.hasSuffix("#0"), text.utf8.count > 4
        else { return nil }
        return ConversationID(rawValue: String(text.dropFirst(2).dropLast(2)))
    }
}
