public import JSONKit

/// What a person submitted with a card: the values of its inputs, merged over the action's data.
public struct CardSubmission: Sendable, Hashable {
    /// All that was submitted, by name. Values of inputs are texts.
    public let data: JSONObject

    /// The `value` of a message, or the `data` of an action.
    public init(_ data: JSONObject) { self.data = data }

    /// The value of an input. `nil` when it was not submitted, was left empty where empty is no value, or is not what
    /// the input takes.
    public subscript<Properties: InputProperties>(input: CardNode<Properties>) -> Properties.Value? {
        try? value(of: input)
    }

    /// The value of an input that must be there.
    ///
    /// - Throws: ``CardSubmissionError`` with the id of the input and what was expected.
    public func value<Properties: InputProperties>(
        of input: CardNode<Properties>
    ) throws(CardSubmissionError) -> Properties.Value {
        let id = input.common.id ?? ""
        // Clients send texts; numbers and booleans of the data object may come as they are.
        let text: String? =
            switch data[id] {
            case .string(let text)?: text
            case .number(let number)?: number.description
            case .bool(let value)?: String(value)
            default: nil
            }
        guard let text else {
            throw CardSubmissionError(input: id, expected: input.properties.expected, found: nil)
        }
        guard let value = input.properties.value(of: text) else {
            throw CardSubmissionError(input: id, expected: input.properties.expected, found: String(text.prefix(80)))
        }
        return value
    }
}
