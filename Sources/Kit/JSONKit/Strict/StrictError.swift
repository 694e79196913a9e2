/// What is wrong with a value that was read strictly, and where.
package struct StrictError: Error, Hashable, CustomStringConvertible {
    /// The member or element at fault. A name of more than 64 scalars is cut, as in every message.
    package let pointer: JSONPointer
    /// What is wrong there, as a phrase that follows the place: `is missing`. Holds no secret.
    package let problem: String

    /// At `pointer`, `problem`.
    package init(_ pointer: JSONPointer, _ problem: String) {
        self.pointer = JSONPointer(tokens: pointer.tokens.map(\.excerpt))
        self.problem = problem
    }

    /// For people: `/teams/0/channels/1/kind: must be one of "standard", "private", but is "secret"`.
    package var message: String { pointer.tokens.isEmpty ? problem : "\(pointer): \(problem)" }

    package var description: String { message }
}
