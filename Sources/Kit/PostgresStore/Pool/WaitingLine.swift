/// Who waits for a connection, in order of arrival, each for the same time at the most. Coming, going and giving up
/// cost the same whatever the length.
struct WaitingLine {
    private var places: [Int] = []
    private var head = 0
    private var deadlines: [Int: Duration] = [:]

    var count: Int { deadlines.count }

    mutating func append(_ waiter: Int, until deadline: Duration) {
        places.append(waiter)
        deadlines[waiter] = deadline
    }

    /// Who was sent back comes first, with the time that is left.
    mutating func prepend(_ waiter: Int, until deadline: Duration) {
        if head == 0 {
            places.insert(contentsOf: repeatElement(-1, count: 16), at: 0)
            head = 16
        }
        head -= 1
        places[head] = waiter
        deadlines[waiter] = deadline
    }

    /// - Returns: whether it waited.
    mutating func remove(_ waiter: Int) -> Bool {
        guard deadlines.removeValue(forKey: waiter) != nil else { return false }
        tidy()
        return true
    }

    /// Takes out who came first.
    mutating func popFirst() -> (waiter: Int, deadline: Duration)? {
        skip()
        guard head < places.count, let deadline = deadlines.removeValue(forKey: places[head]) else { return nil }
        defer { tidy() }
        return (places[head], deadline)
    }

    /// When the first gives up.
    var firstDeadline: Duration? {
        mutating get {
            skip()
            return head < places.count ? deadlines[places[head]] : nil
        }
    }

    /// Takes out everybody, in order.
    mutating func removeAll() -> [Int] {
        defer { self = WaitingLine() }
        return places[head...].filter { deadlines[$0] != nil }
    }

    private mutating func skip() {
        while head < places.count, deadlines[places[head]] == nil { head += 1 }
    }

    /// Lets go of the places of those that have left, once they are the most.
    private mutating func tidy() {
        guard places.count > 32 + 2 * deadlines.count else { return }
        places = places[head...].filter { deadlines[$0] != nil }
        head = 0
    }
}
