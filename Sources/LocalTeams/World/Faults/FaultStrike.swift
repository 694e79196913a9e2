/// A fault that strikes a request.
struct FaultStrike: Sendable, Equatable {
    /// As it is after this hit.
    let fault: Fault

    /// For the log: `Fault 3: 502, 1 of 2 times`.
    var note: String {
        let count = fault.times == 0 ? "\(fault.hits) so far" : "\(fault.hits) of \(fault.times) times"
        return "Fault \(fault.id): \(fault.words), \(count)"
    }
}
