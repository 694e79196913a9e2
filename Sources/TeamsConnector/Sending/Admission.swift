/// Whether a request may go right now, for whoever does not wait in a gate.
package enum Admission: Sendable, Hashable {
    /// It counts as sent. Its sender says when it was answered, or that it was not sent after all.
    case go
    /// Its conversation's turn comes later: after so long, or (nil) when something else there is over.
    case conversation(after: Duration?)
    /// Its organisation's turn comes later: after so long, or (nil) when something is answered, or who waits in front
    /// has gone.
    case organisation(after: Duration?)
}
