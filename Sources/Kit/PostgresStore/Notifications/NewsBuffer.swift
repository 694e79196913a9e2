/// What a listener has learned and its reader has not read yet: bounded, with a gap in the place of what was let go.
struct NewsBuffer<Reader> {
    /// The most that wait to be read.
    let most: Int
    private var waiting: [PostgresNews] = []
    private var head = 0
    private var reader: Reader?
    private var isOver = false

    init(most: Int) { self.most = most }

    /// What a reader gets.
    enum Reading: Hashable {
        /// The next news; `nil` at the end.
        case now(PostgresNews?)
        /// Nothing yet.
        case later
    }

    var count: Int { waiting.count - head }

    /// - Returns: the reader who waits, and is to read now.
    mutating func add(_ news: PostgresNews) -> Reader? {
        guard !isOver else { return nil }
        if case .mayHaveMissed = news {
            // Whoever looks into the tables then sees what the notifications before would have told of.
            waiting = []
            head = 0
        } else if count >= most {
            waiting = [.mayHaveMissed(.overflowed)]
            head = 0
        }
        waiting.append(news)
        return reader.take()
    }

    mutating func read() -> Reading {
        guard head < waiting.count else { return isOver ? .now(nil) : .later }
        defer {
            head += 1
            if head == waiting.count || head > most {
                waiting.removeFirst(head)
                head = 0
            }
        }
        return .now(waiting[head])
    }

    /// Keeps a reader until there is something to read. - Returns: false when there is already.
    mutating func wait(_ reader: Reader) -> Bool {
        precondition(self.reader == nil, "a listener has one reader")
        guard head == waiting.count, !isOver else { return false }
        self.reader = reader
        return true
    }

    /// Nothing comes any more; what is there may be read still.
    mutating func end() -> Reader? {
        isOver = true
        return reader.take()
    }
}
