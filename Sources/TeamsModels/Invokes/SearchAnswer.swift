public import JSONKit

/// The choices that fit what was typed.
public struct SearchAnswer: Sendable, Hashable {
    /// The choices, the best first. Teams shows 15.
    public var choices: [SearchChoice]

    /// An answer with these choices.
    public init(_ choices: [SearchChoice]) { self.choices = choices }

    /// These choices.
    public static func choices(_ choices: [SearchChoice]) -> SearchAnswer { SearchAnswer(choices) }

    /// The body of the answer, in the shape of the schema and of the SDKs.
    public var body: JSONValue {
        [
            "statusCode": 200, "type": "application/vnd.microsoft.search.searchResponse",
            "value": ["results": choices.json],
        ]
    }
}
