/// What is learnt of a call while it is answered, with what the log says besides.
protocol NotedExchange {
    var note: String? { get set }
}

extension NotedExchange {
    /// Says one thing more.
    mutating func add(note: String?) {
        guard let note, !note.isEmpty else { return }
        self.note = self.note.map { "\($0). \(note)" } ?? note
    }
}
