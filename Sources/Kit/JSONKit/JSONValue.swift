/// A JSON value.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
}
