internal import JSONKit

/// What a person fills in or chooses. Declare an input once, put it into a card, and read its value from the submission
/// by the same name: `submission[dueDate]`.
public enum Input {}

/// Properties of what a person fills in or chooses.
public protocol InputProperties: ElementProperties where Shared == InputCommon {
    /// What its value is in Swift.
    associatedtype Value: Sendable
    /// Reads a submitted text. `nil` when it is no such value.
    func value(of text: String) -> Value?
    /// The value, for people: `a date such as 2026-11-20`.
    var expected: String { get }
}

extension InputProperties {
    public static var requiredOfShared: Set<String> { ["id"] }
}

extension CardNode where Properties: InputProperties {
    /// An input whose value is submitted under `id`.
    public init(_ id: String) {
        self.init(Properties())
        common.id = id
    }
}
