internal import Foundation
internal import JSONKit
internal import TeamsModels

/// What a message shows, as far as the rules of content look at it.
struct MessageWords {
    private(set) var isCard = false
    private(set) var hasFacts = false
    /// Whether it has a button that is not for opting out.
    private(set) var hasAction = false
    private(set) var offersOptOut = false
    /// In small letters, with single spaces.
    private let text: String
    let count: Int

    init(_ activity: Activity) {
        var texts = [activity.text ?? ""]
        for card in (activity.attachments ?? []).compactMap(\.content) {
            isCard = true
            Self.collect(card, depth: 0, into: &texts, facts: &hasFacts)
            let actions = OptOutAction.actions(of: card)
            let isOffered = OptOutAction.isOffered(in: card)
            offersOptOut = offersOptOut || isOffered
            hasAction = hasAction || actions.contains { !OptOutAction.isOffered(in: .object($0)) }
        }
        let words = texts.joined(separator: " ").lowercased().split(whereSeparator: \.isWhitespace)
        count = words.count { $0.contains(where: \.isLetter) }
        text = " " + words.joined(separator: " ") + " "
    }

    var hasFigures: Bool { text.contains(where: \.isNumber) }
    var hasLink: Bool { text.contains("http://") || text.contains("https://") || text.contains("](") }
    var hasMention: Bool { text.contains("<at>") }

    /// Whether one of these stands in it, at the beginning of a word.
    func says(_ phrases: [String]) -> Bool {
        phrases.contains { phrase in
            phrase.hasPrefix(" ") || phrase.hasPrefix("\"") ? text.contains(phrase) : text.contains(" " + phrase)
        }
    }

    private static func collect(_ json: JSONValue, depth: Int, into texts: inout [String], facts: inout Bool) {
        guard depth < 256 else { return }
        switch json {
        case .array(let elements):
            for element in elements { collect(element, depth: depth + 1, into: &texts, facts: &facts) }
        case .object(let object):
            if object["type"]?.stringValue?.hasPrefix("Action.") == true { return }
            if let rows = object["facts"]?.arrayValue, !rows.isEmpty { facts = true }
            for (name, value) in object where !["data", "fallback", "msteams"].contains(name) {
                if let text = value.stringValue {
                    if ["text", "title", "value", "label", "placeholder"].contains(name) { texts.append(text) }
                } else {
                    collect(value, depth: depth + 1, into: &texts, facts: &facts)
                }
            }
        default: break
        }
    }
}
