/// How far a zone's clocks are from UTC, at any time from 1970 on: spans between changes, in order.
package struct ZoneRules: Sendable, Hashable {
    /// When a change took place or will, in seconds since 1970; the first is the beginning of all times.
    private let starts: [Int]
    /// How many seconds the clocks are ahead of UTC from the start of the same place on.
    private let offsets: [Int]

    /// No clock was ever further from UTC than this.
    private static let furthest = 26 * 3600
    /// The calendar repeats itself, weekdays included, after 400 years.
    private static let cycle = 146_097 * 86_400
    /// Until then the changes are listed: 1 January 2400. Later years are as those 400 years before them.
    package static let horizon = 13_569_465_600

    /// A clock that is never changed.
    package init(offset: Int) { self.init(offset: offset, changes: []) }

    /// - Parameters:
    ///   - offset: before the first change.
    ///   - changes: in order of time, up to ``horizon``.
    package init(offset: Int, changes: [(at: Int, offset: Int)]) {
        var starts = [Int.min]
        var offsets = [offset]
        for change in changes where change.offset != offsets[offsets.count - 1] {
            starts.append(change.at)
            offsets.append(change.offset)
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// How many seconds the clocks are ahead of UTC.
    package func offset(at instant: Int) -> Int { offsets[span(of: Self.withinHorizon(instant).instant)] }

    /// What the clocks show, in seconds as if it were UTC.
    package func localSeconds(at instant: Int) -> Int { instant + offset(at: instant) }

    /// The first instant at which the clocks show this time or a later one: of a time that they show twice the first,
    /// of one that they leap over the moment of the leap. Later times never come earlier.
    package func instant(ofLocal local: Int) -> Int {
        let (local, shift) = Self.withinHorizon(local)
        var place = span(of: local - Self.furthest)
        while true {
            let instant = max(starts[place], local - offsets[place])
            guard place + 1 < starts.count, instant >= starts[place + 1] else { return instant + shift }
            place += 1
        }
    }

    /// The latest time that the clocks showed before the last change, if they were set back over it.
    package func localSecondsBeforeChange(before instant: Int) -> Int? {
        let (instant, shift) = Self.withinHorizon(instant)
        let place = span(of: instant)
        return place == 0 ? nil : starts[place] + offsets[place - 1] + shift
    }

    private static func withinHorizon(_ seconds: Int) -> (instant: Int, shift: Int) {
        guard seconds >= horizon else { return (seconds, 0) }
        let shift = ((seconds - horizon) / cycle + 1) * cycle
        return (seconds - shift, shift)
    }

    /// The place of the last start that is not later.
    private func span(of instant: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }
}
