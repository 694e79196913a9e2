/// An activity does not carry what its route wants, so no handler got it.
struct PayloadMisfit: Error, Hashable, CustomStringConvertible {
    /// What is wrong with it, and where.
    let description: String

    init(_ error: any Error) { description = "The payload does not fit: \(error)" }
}
