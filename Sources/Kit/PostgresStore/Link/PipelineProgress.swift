internal import SQLCore

/// What became of one part of a pipeline.
enum PartOutcome<Answer> {
    /// All its statements were done, and are committed when no transaction is open.
    case done([Answer])
    /// One failed, and nothing of the part was done.
    case failed(StoreError)
    /// The connection was lost before the server had said what became of it.
    case lost(StoreError)
}

extension PartOutcome: Sendable where Answer: Sendable {}
extension PipelineProgress.Event: Sendable where Answer: Sendable {}

/// Follows what comes back through a pipeline: one answer and an end for each entry, and a sync for each part.
///
/// A part is done when its sync has come, and not before: the server commits after it has answered the last statement.
struct PipelineProgress<Answer> {
    /// What was sent.
    enum Entry: Hashable {
        /// A statement to be kept, by its number.
        case preparation(Int)
        case statement
    }

    /// What has come.
    enum Event {
        case answer(Answer)
        case failure(StoreError, isFatal: Bool)
        case skipped
        case end
        case sync
    }

    private let parts: [[Entry]]
    private var entry = 0
    private var answers: [Answer] = []
    private var failure: StoreError?
    private var fatal: StoreError?
    /// What became of the parts that are over.
    private(set) var outcomes: [PartOutcome<Answer>] = []
    /// The numbers of the statements that the server keeps now.
    private(set) var prepared: [Int] = []

    init(_ parts: [[Entry]]) { self.parts = parts }

    /// How many parts are over.
    var part: Int { outcomes.count }
    var isOver: Bool { outcomes.count == parts.count }

    /// - Returns: whether the event is one that can come now. If not, the connection is of no use any more.
    mutating func take(_ event: Event) -> Bool {
        guard !isOver else { return false }
        let entries = parts[part]
        switch event {
        case .answer(let answer):
            guard entry < entries.count else { return false }
            switch entries[entry] {
            case .preparation(let number): prepared.append(number)
            case .statement: answers.append(answer)
            }
        case .failure(let error, let isFatal):
            // Also after the last statement: what is checked when the part is committed.
            if isFatal { fatal = error } else { failure = failure ?? error }
        case .skipped: guard entry < entries.count, failure != nil else { return false }
        case .end: entry = min(entry + 1, entries.count)
        case .sync:
            guard entry == entries.count || failure != nil else { return false }
            outcomes.append(failure.map { .failed($0) } ?? .done(answers))
            entry = 0
            answers = []
            failure = nil
        }
        return true
    }

    /// The connection is gone: what has not come does not come any more.
    mutating func lose(_ error: StoreError) {
        if let failure { outcomes.append(.failed(failure)) }
        failure = nil
        while !isOver { outcomes.append(.lost(fatal ?? error)) }
    }
}
