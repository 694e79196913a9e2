internal import Foundation
internal import JSONKit
internal import TeamsModels

/// A message as an activity feed shows it. Pure.
/// - SeeAlso: [Send activity feed
///   notifications](https://learn.microsoft.com/graph/teams-send-activityfeednotifications)
enum FeedNotice {
    /// So many recipients one request may have.
    static let mostRecipients = 100
    /// So many characters of a text are shown.
    static let shownCharacters = 150

    /// How many requests so many people take.
    static func requests(for people: Int) -> Int { (people + mostRecipients - 1) / mostRecipients }

    /// The notice without its recipients.
    /// - Parameter bot: the bot's id in conversations (`28:…`): the notice leads to the chat with it.
    /// - Throws: ``ContentError`` for a card of which nothing can be shown.
    static func json(of activity: Activity, bot: String) throws(ContentError) -> JSONObject {
        let summary = activity.summary.flatMap { shown($0) }
        let card = (activity.attachments ?? []).lazy.compactMap(\.content).compactMap { firstText($0, depth: 0) }.first
        guard let preview = shown(activity.text ?? "") ?? summary ?? card.flatMap({ shown($0) }) else {
            throw ContentError("has no text that an activity feed could show: set `summary`")
        }
        let topic = summary ?? preview
        return [
            "topic": [
                "source": "text", "value": .string(topic),
                "webUrl": .string("https://teams.microsoft.com/l/chat/0/0?users=\(bot)"),
            ],
            "activityType": "systemDefault", "previewText": ["content": .string(preview)],
            "templateParameters": [["name": "systemDefaultText", "value": .string(topic)]],
        ]
    }

    /// The notice for many.
    static func json(_ notice: JSONObject, for users: [String]) -> JSONValue {
        var json = notice
        json["recipients"] = .array(
            users.map {
                ["@odata.type": "microsoft.graph.aadUserNotificationRecipient", "userId": .string($0)]
            })
        return .object(json)
    }

    /// What is shown of a text, on one line; nil when it says nothing.
    static func shown(_ text: String) -> String? {
        // A character may be of any length.
        let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(shownCharacters * 8)))
        let line = start.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !line.isEmpty else { return nil }
        return line.count > shownCharacters ? line.prefix(shownCharacters - 1) + "…" : line
    }

    /// The first text that a card shows.
    private static func firstText(_ json: JSONValue, depth: Int) -> String? {
        guard depth < 32 else { return nil }
        switch json {
        case .array(let elements):
            return elements.lazy.compactMap { firstText($0, depth: depth + 1) }.first
        case .object(let object):
            if object["type"] == "TextBlock", let text = object["text"]?.stringValue { return text }
            return ["body", "items", "columns"].lazy.compactMap { name in
                object[name].flatMap { firstText($0, depth: depth + 1) }
            }.first
        default: return nil
        }
    }
}
