internal import Foundation
internal import JSONKit
package import TeamsModels

/// The rules that Microsoft's pages give for messages that nobody asked for, as a look at the words.
///
/// It knows English words, facts, mentions and buttons. It never refuses anything: a text can be right in a way that no
/// list of words finds, so all but what stands in the structure of a card is a question.
package struct ContentRules: Sendable {
    /// What kind of message it is: each has to tell other things.
    package enum Occasion: Sendable, Hashable {
        /// Something happened.
        case notification
        /// It comes at a time, not because of something.
        case scheduled
        /// The app is new there.
        case welcome(WelcomePlace)
    }

    /// Where a welcome is said.
    package enum WelcomePlace: Sendable, Hashable {
        case personal
        /// To people who did not install it themselves: in a group chat, a channel or a team.
        case shared
    }

    let occasion: Occasion
    /// What people can opt out of; nil when there is nothing.
    let category: String?

    package init(_ occasion: Occasion, category: String? = nil) {
        self.occasion = occasion
        self.category = category
    }

    /// What a message may lack, in the order of the rules.
    package func advice(for activity: Activity) -> [ContentAdvice] { advice(for: MessageWords(activity)) }

    /// What a welcome may lack.
    package static func welcome(_ activity: Activity, in place: WelcomePlace) -> [ContentAdvice] {
        ContentRules(.welcome(place)).advice(for: activity)
    }

    private func advice(for words: MessageWords) -> [ContentAdvice] {
        let rules: [ContentAdvice.Rule]
        switch occasion {
        case .notification: rules = [.reason, .happening, .result, .cause, .nextStep, .optOut]
        case .scheduled: rules = [.reason, .nextStep, .optOut]
        case .welcome(.personal): rules = [.reason, .offer, .nextStep]
        case .welcome(.shared): rules = [.reason, .offer, .nextStep, .place]
        }
        return rules.compactMap { advice(on: $0, for: words) }
    }

    private func advice(on rule: ContentAdvice.Rule, for words: MessageWords) -> ContentAdvice? {
        switch rule {
        case .reason:
            return words.says(Self.reasonWords)
                ? nil
                : question(
                    rule, "Does it say why people get it?",
                    "For example: \"You get this because you follow the tides.\"")
        case .happening:
            return words.count >= 3
                ? nil
                : question(rule, "Does it say what happened?", "It has \(words.count) words; a sentence would tell.")
        case .result:
            return words.hasFacts || words.hasFigures || words.says(Self.resultWords)
                ? nil
                : question(
                    rule, "Does it say what is different now?", "Name what changed, with its new state, time or number."
                )
        case .cause:
            return words.hasMention || words.says(Self.causeWords)
                ? nil
                : question(
                    rule, "Does it say who or what caused it?",
                    "For example: \"Changed by Ada Byron\", \"by the build\".")
        case .nextStep:
            return words.hasAction || words.hasLink || words.says(Self.stepWords)
                ? nil
                : ContentAdvice(
                    rule: rule, isQuestion: !words.isCard,
                    message: words.isCard
                        ? "The card has no button." : "Does it say what people can do now?",
                    advice: "Give it a button, a link, or a sentence that says what to do.")
        case .optOut: return optOut(words)
        case .offer:
            return words.says(Self.offerWords)
                ? nil
                : question(rule, "Does it say what people can do with the app?", "For example: \"I can tell you…\".")
        case .place:
            return words.says(Self.placeWords)
                ? nil
                : question(
                    rule, "Does it say where the app was installed, and by whom?",
                    "People who did not install it want to know: \"Ada added me to the team Port.\"")
        }
    }

    private func optOut(_ words: MessageWords) -> ContentAdvice? {
        guard let category else {
            return ContentAdvice(
                rule: .optOut, isQuestion: false, message: "It has no category, so nobody can opt out of it.",
                advice: "Give it one, unless everybody has to get it.")
        }
        guard !words.offersOptOut, !words.says(Self.optOutWords) else { return nil }
        return ContentAdvice(
            rule: .optOut, isQuestion: false, message: "It shows no way to opt out.",
            advice: words.isCard
                ? "Leave `optOut` unset, and the card gets a button for it."
                : "Say it in the text: people can write \"stop \(category)\" to the bot.")
    }

    private func question(
        _ rule: ContentAdvice.Rule, _ message: String, _ advice: String
    ) -> ContentAdvice {
        ContentAdvice(rule: rule, isQuestion: true, message: message, advice: advice)
    }

    private static let reasonWords = [
        "because", "since you", "you asked", "you follow", "you are receiving", "you get this", "you subscribed",
        "subscribed to", "you are on", "you signed up", "assigned to you", "your ", "as a member", "reminder",
        "you were added", "you are in", "you joined", "i was added", "added me", "installed me", "on duty", "on call",
    ]
    private static let resultWords = [
        "now", "is ", "are ", "was ", "were ", "has been", "have been", "failed", "done", "changed", "updated", "moved",
        "closed", "opened", "delayed", "cancelled", "canceled", "approved", "rejected", "resolved", "status", "new ",
        "finished", "started", "turns", "will ",
    ]
    private static let causeWords = [
        " by ", "from ", "caused", "triggered", "due to", "reported", "opened this", "because of", "on behalf of",
        "requested", "detected", "according to",
    ]
    private static let stepWords = [
        "please", "review", "open ", "see ", "reply", "answer", "choose", "tap", "click", "press", "select", "write ",
        "ask ", "try ", "go to", "visit", "call ", "contact", "check ", "read more", "respond", "confirm", "approve",
        "type ", "send me", "let us know", "join",
    ]
    private static let optOutWords = [
        "opt out", "opt-out", "unsubscribe", "stop these", "stop getting", "no longer want", "to stop", "\"stop",
        "mute", "turn off", "write stop",
    ]
    private static let offerWords = [
        "i can", "you can", "i help", "helps you", "i tell", "i will", "i'll", "i send", "lets you", "with me",
        "use me", "i am here to", "i'm here to", "tells you", "keeps you",
    ]
    private static let placeWords = [
        "added me", "added by", "installed by", "was added to", "installed in", "added to", "i was added",
        "brought me",
    ]
}
