public import JSONKit
public import TeamsCards
public import TeamsModels

/// A button of a card that somebody pressed, or a card that brings itself up to date.
public struct CardPress: Sendable, Hashable {
    /// How the card asks.
    public enum Kind: Sendable, Hashable {
        /// `Action.Execute`: the client waits for an answer.
        case execute
        /// `Action.Submit`, or a `messageBack` without a text: a message that the chat does not show.
        case submit
    }

    /// Who has caused it.
    public enum Trigger: Sendable, Hashable {
        /// A person, with a button or in the card's menu.
        case manual
        /// A client, when it showed a card that has a `refresh`.
        case automatic
    }

    /// How the card asks.
    public let kind: Kind
    /// Who has caused it.
    public let trigger: Trigger
    /// What is asked: the `verb` of an `Action.Execute`; of an `Action.Submit`, or where there is no verb, the `action`
    /// of its data. Nil for a button that says nothing of the kind.
    public let verb: String?
    /// What the button carries and what was filled in, together as they come: of two of one name the input counts.
    /// Empty when the button carries no object.
    public let data: JSONObject
    /// The message that the card stands in.
    public let message: ActivityID?
    /// The button's `id`; nil where it has none, and of an `Action.Submit`, which does not tell it.
    public let actionID: String?
    /// What stands on the button; nil where it is not told, as of an `Action.Submit`.
    public let title: String?
    /// All that was sent, whatever it is.
    let value: JSONValue

    /// What was filled in, read with the inputs that the card was made of: `press.inputs[dueDate]`.
    public var inputs: CardSubmission { CardSubmission(data) }

    /// ``data`` as a value of one's own.
    ///
    /// Inputs are texts on the wire, and read as what `Value` has there: `"4"` as a number, `"true"` as a `Bool`,
    /// `"2026-11-28"` as a `Date` (midnight in UTC), `"north,south"` as an array. What was left empty is nil for an
    /// optional; a choice of several with nothing chosen may be absent, and is an empty array.
    /// - Throws: a `DecodingError` that names the member.
    public func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try CardValues.read(type, from: value)
    }
}
