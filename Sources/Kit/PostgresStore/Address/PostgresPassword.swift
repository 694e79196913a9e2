/// A password that shows itself to libpq alone: descriptions, dumps and reflection have stars in its place.
struct PostgresPassword: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The password itself.
    func reveal() -> String { text }

    var description: String { "***" }
    var debugDescription: String { "***" }
    var customMirror: Mirror { Mirror(self, children: []) }

    /// `message` with stars wherever it has the password: libpq says none, and this makes sure of it.
    func hidden(in message: String) -> String {
        guard !text.isEmpty else { return message }
        return message.split(separator: text, omittingEmptySubsequences: false).joined(separator: "***")
    }
}
