/// What follows after a row that was looked at.
package enum RowStep: Sendable {
    /// The next row, if there is one.
    case next
    /// Nothing: the rest is left unread.
    case stop
}
