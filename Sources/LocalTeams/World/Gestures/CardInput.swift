internal import JSONKit

/// An input of an Adaptive Card.
struct CardInput: Sendable, Equatable {
    var id: String
    var input: JSONObject
    /// The `Action.ShowCard`s around it, from the outside in.
    var scope: [JSONPointer] = []

    /// What a client sends when nobody touched it; nil for nothing.
    var untouched: JSONValue? {
        if let value = input["value"], !value.isNull { return value }
        guard input["type"]?.stringValue?.lowercased() == "input.toggle" else { return nil }
        return input["valueOff"] ?? "false"
    }

    /// Whether a client sends nothing as long as it is empty.
    var isRequired: Bool { input["isRequired"]?.boolValue ?? false }

    /// What a client says of an empty one.
    var complaint: String {
        if let text = input["errorMessage"]?.stringValue, !text.isEmpty { return text }
        return "the input \"\(input["label"]?.stringValue ?? id)\" is required"
    }

    /// `choices.data`: where its choices are asked for.
    var query: JSONObject? { input["choices.data"]?.objectValue }
}
