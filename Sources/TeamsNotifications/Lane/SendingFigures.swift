/// What sending has come to since the start, for `/metrics`. However much is sent, it stays as small as it is.
package struct SendingFigures: Sendable, Hashable {
    /// The two kinds of writes that sending waits for.
    package enum Write: String, Sendable, CaseIterable {
        /// Intents, before requests leave.
        case begin
        /// What came of them.
        case record
    }
    /// What writes of one kind took.
    package struct Writes: Sendable, Hashable {
        package var seconds = Histogram(Histogram.steps)
        package var batch = Histogram(Histogram.batches)
        package var errors = 0
    }

    /// How long Teams took to answer.
    package var answers = Histogram(Histogram.answers)
    /// Requests to Teams by the status of the answer; nil for those without one.
    package var statuses: [Int?: Int] = [:]
    /// Deliveries that came to an end, by the state they have.
    package var ended: [DeliveryState: Int] = [:]
    /// From when a message was due to when Teams had it.
    package var waits = Histogram(Histogram.waits)
    package var writes: [Write: Writes] = [.begin: Writes(), .record: Writes()]

    package init() {}

    /// A write of so many rows took so long.
    package mutating func wrote(_ kind: Write, rows: Int, in duration: Duration, failed: Bool) {
        writes[kind, default: Writes()].seconds.add(duration)
        writes[kind, default: Writes()].batch.add(Double(rows))
        if failed { writes[kind, default: Writes()].errors += 1 }
    }
}
