/// An input whose submitted value is missing or not what the input takes.
public struct CardSubmissionError: Error, Hashable, CustomStringConvertible {
    /// The id of the input.
    public let input: String
    /// What was expected, for people.
    public let expected: String
    /// What came, cut after 80 characters; `nil` when nothing came.
    public let found: String?

    public var description: String {
        "the input \(input) has \(found.map { "the value \"\($0)\"" } ?? "no value"): expected \(expected)"
    }
}
