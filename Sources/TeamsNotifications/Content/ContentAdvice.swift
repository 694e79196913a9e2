/// Something that a message may lack for the person who gets it unasked.
///
/// What can be seen is said; what cannot be told from a text is asked.
/// - SeeAlso: [Proactive
///   messages](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages)
package struct ContentAdvice: Sendable, Hashable, CustomStringConvertible {
    /// What a message is to tell.
    package enum Rule: String, Sendable, Hashable, CaseIterable {
        /// Why the person gets it.
        case reason
        /// What happened.
        case happening
        /// What is different now.
        case result
        /// Who or what caused it.
        case cause
        /// What the person can do.
        case nextStep
        /// How to get no more of them.
        case optOut
        /// What the app offers; of a welcome.
        case offer
        /// Where the app was installed, and by whom; of a welcome.
        case place
    }

    package let rule: Rule
    /// Whether it cannot be told, and the sender is asked.
    package let isQuestion: Bool
    /// What is missing, or asked.
    package let message: String
    /// What to do about it.
    package let advice: String

    package var description: String { "\(message) \(advice)" }
}
