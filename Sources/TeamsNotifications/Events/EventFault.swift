/// Why nothing can be made of an event: the reason of its rejection.
struct EventFault: Error, Hashable {
    /// Where in the source's settings, as a JSON pointer; empty for the event itself.
    var pointer: String
    let problem: String

    init(_ problem: String, at pointer: String = "") {
        self.pointer = pointer
        self.problem = problem
    }

    /// The same, of a member of something larger.
    func within(_ token: String) -> EventFault { EventFault(problem, at: token + pointer) }

    var reason: String { pointer.isEmpty ? problem : "\(pointer): \(problem)" }
}
