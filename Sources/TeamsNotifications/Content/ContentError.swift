/// Why a content cannot be a message: which part, and what to do.
package struct ContentError: Error, Hashable, CustomStringConvertible {
    /// What happened and what to do, for people.
    package let message: String
    /// Where it stands in the content, as a JSON pointer; `/card/body/0/text`.
    package let pointer: String

    package init(_ message: String, at pointer: String = "") {
        self.message = message
        self.pointer = pointer
    }

    package var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}
