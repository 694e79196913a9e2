/// Tells when an operation may be sent so that no window of the service is exceeded. A value: instants are given, it
/// can be stored and restored, and whoever keeps it does the waiting.
///
/// An operation counts in several scopes, its conversation and its organisation for example; it may go when each of
/// them lets it. Scopes in which nothing is under way or remembered are forgotten.
package struct Pacer: Sendable {
    private struct Entry {
        var windows: SlidingWindows
        /// Until when the service wants nothing here; nil when it did not say.
        var pausedUntil: Duration?
        /// Whether it stands among the resting ones.
        var isResting = false

        /// When nothing is left to remember; nil when there is nothing.
        var idleFrom: Duration? {
            let idle = [windows.idleFrom, pausedUntil].compactMap { $0 }.max()
            return idle
        }
    }
    private typealias Entries = [PacingScope: Entry]

    private var entries: Entries = [:]
    /// Conversations of which only one answer is left to remember, by kind: none of these is among the entries.
    private var quiet: [PacingScope.Kind: QuietScopes] = [:]
    /// Of scopes whose windows are smaller than documented; few.
    private var shares: [PacingScope: WindowShare] = [:]
    /// What was measured of the shortest way, by scope; see ``leastRoundTrip``.
    private var leastRoundTrips: [PacingScope: Duration] = [:]
    /// Scopes to look at when their time has come, by kind.
    private var resting: [PacingScope.Kind: RestingScopes] = [:]
    /// The shortest time in which the service can possibly answer, of which windows are open so much earlier. Belongs
    /// to the way to the service, and is not stored.
    package var leastRoundTrip: Duration
    /// When a life before this one ended, at the latest; nil when there was none. See ``Pacer/unstored``.
    private var restoredAt: Duration?

    /// Nothing was sent yet.
    /// - Parameter leastRoundTrip: see ``leastRoundTrip``. Nothing unless it is known: with more than is true, windows
    ///   are exceeded.
    package init(leastRoundTrip: Duration = .zero) {
        self.leastRoundTrip = leastRoundTrip
    }

    /// How many scopes of a kind are remembered.
    package func count(of kind: PacingScope.Kind) -> Int {
        entries.keys.count { $0.kind == kind } + (quiet[kind]?.count ?? 0)
    }

    /// What the conversations take of which only one answer is left to remember: how many, and the bytes of them all.
    var quietRoom: (count: Int, bytes: Int) {
        quiet.values.reduce(into: (0, 0)) { sum, scopes in
            sum.0 += scopes.count
            sum.1 += scopes.room
        }
    }

    /// The earliest instant, not before `now`, at which one more operation may be sent in `scope`. Nil while one that
    /// is under way must be answered first.
    /// - Parameter weight: as how many it counts; the same is said when it is sent, and when it ends.
    package func earliest(_ scope: PacingScope, now: Duration, weight: Int = 1) -> Duration? {
        guard let entry = entry(of: scope) ?? (restoredAt == nil ? nil : newEntry(scope.kind)) else { return now }
        let open = entry.windows.earliest(
            now: now, weight: weight, leastRoundTrip: max(leastRoundTrip, leastRoundTrips[scope] ?? .zero),
            share: shares.isEmpty ? nil : shares[scope])
        return open.map { max($0, entry.pausedUntil ?? $0) }
    }

    /// One was sent.
    package mutating func sent(_ scope: PacingScope, weight: Int = 1) {
        if let place = entries.index(forKey: scope) {
            entries.values[place].windows.sent(weight: weight)
        } else {
            var entry = removeQuiet(scope) ?? newEntry(scope.kind)
            entry.windows.sent(weight: weight)
            entries[scope] = entry
        }
    }

    private func entry(of scope: PacingScope) -> Entry? {
        entries[scope] ?? quiet[scope.kind]?.answer(of: scope.id).map { quietEntry(scope.kind, answeredAt: $0) }
    }

    /// Takes a scope out of the quiet ones, so that it can change.
    private mutating func removeQuiet(_ scope: PacingScope) -> Entry? {
        let answer = quiet[scope.kind]?.remove(scope.id)
        return answer.map { quietEntry(scope.kind, answeredAt: $0) }
    }

    /// What there is to know of a scope in which one request was answered.
    private func quietEntry(_ kind: PacingScope.Kind, answeredAt instant: Duration) -> Entry {
        var entry = newEntry(kind)
        entry.windows.sent()
        entry.windows.answered(now: instant)
        return entry
    }

    /// The answer that says all that is to be known of a scope where nothing is under way; nil when it does not.
    private func onlyAnswer(_ entry: Entry, of kind: PacingScope.Kind) -> Duration? {
        guard kind != .tenant, entry.pausedUntil == nil, entry.windows.remembered.count <= Self.unstored + 1,
            let last = entry.windows.remembered.last, quietEntry(kind, answeredAt: last).windows == entry.windows
        else { return nil }
        return last
    }

    /// What is known of a scope that is met for the first time: what may have been there in a life before.
    private func newEntry(_ kind: PacingScope.Kind) -> Entry {
        var windows = SlidingWindows(kind.limits)
        guard let restoredAt else { return Entry(windows: windows) }
        switch kind {
        case .sends, .webhook: windows.assume(Array(repeating: restoredAt, count: Self.unstored))
        case .tenant, .feed, .feedRecipients:
            windows.assume(Array(repeating: restoredAt, count: kind.limits[0].count))
        case .roster: break
        }
        return Entry(windows: windows)
    }

    /// So many sends of a conversation may have been forgotten by a restart: of more, a memory is stored.
    static let unstored = 4

    /// One that was sent was answered, or given up: the service may have counted it.
    package mutating func answered(_ scope: PacingScope, now: Duration, weight: Int = 1) {
        forget(scope.kind, now: now)
        ended(scope, weight) { $0.answered(now: now, weight: weight) }
        guard !shares.isEmpty, var share = shares[scope] else { return }
        share.rise(now: now)
        shares[scope] = share.value < 1 ? share : nil
    }

    /// One that was counted as sent was not.
    package mutating func withdrawn(_ scope: PacingScope, weight: Int = 1) {
        ended(scope, weight) { $0.withdrawn(weight: weight) }
    }

    /// The service said when to come back: until then nothing goes in `scope`. Other scopes are not touched.
    package mutating func pause(_ scope: PacingScope, until instant: Duration) {
        var entry = entries[scope] ?? removeQuiet(scope) ?? newEntry(scope.kind)
        entry.pausedUntil = max(instant, entry.pausedUntil ?? instant)
        entries[scope] = entry
        guard entry.windows.unanswered == 0, !entry.isResting, let place = entries.index(forKey: scope) else { return }
        rest(scope, at: place)
    }

    /// How many were answered in `scope` within `span`.
    func count(_ scope: PacingScope, within span: Duration, now: Duration) -> Int {
        entry(of: scope)?.windows.count(after: now - span) ?? 0
    }

    /// The service refused in `scope` although its windows held.
    /// - Parameter accepted: how many of the shortest window it took; nil when that is not known.
    mutating func refused(_ scope: PacingScope, now: Duration, accepted: Int?) {
        var share = shares[scope] ?? WindowShare(now: now)
        let part = accepted.map { Double($0) / Double(scope.kind.limits[0].count) }
        share.refused(now: now, accepted: part)
        shares[scope] = share
    }

    /// Nobody answers sooner in `scope`.
    mutating func answersTake(atLeast leastRoundTrip: Duration, in scope: PacingScope) {
        leastRoundTrips[scope] = leastRoundTrip
    }

    /// How much of its documented windows `scope` is believed to have.
    func share(of scope: PacingScope) -> Double { shares[scope]?.value ?? 1 }

    /// The windows of a scope; nil when nothing is remembered of it.
    func windows(of scope: PacingScope) -> (windows: SlidingWindows, pausedUntil: Duration?)? {
        entry(of: scope).map { ($0.windows, $0.pausedUntil) }
    }

    /// A life before this one ended, now or earlier: of each scope something may have been forgotten.
    mutating func restart(at instant: Duration) {
        let known = quiet.flatMap { kind, scopes in
            scopes.all.map { (PacingScope(kind: kind, id: $0.id), quietEntry(kind, answeredAt: $0.answer)) }
        }
        quiet = [:]
        restoredAt = instant
        for (scope, entry) in known {
            entries[scope] = entry
            if let place = entries.index(forKey: scope) { rest(scope, at: place) }
        }
    }

    /// Adds what was known of a scope in a life before.
    mutating func restore(_ scope: PacingScope, _ memory: ScopeMemory, now: Duration) {
        var entry = entries[scope] ?? removeQuiet(scope) ?? Entry(windows: SlidingWindows(scope.kind.limits))
        entry.windows.assume(memory.answers)
        if let share = memory.share { shares[scope] = WindowShare(share, now: now) }
        if let until = memory.pausedUntil { entry.pausedUntil = max(until, entry.pausedUntil ?? until) }
        let isResting = entry.isResting
        entries[scope] = entry
        guard entry.windows.unanswered == 0, !isResting, let place = entries.index(forKey: scope) else { return }
        rest(scope, at: place)
    }

    /// What was under way when the value was stored counts as answered at `now`: nobody waits for it any more.
    package mutating func resume(now: Duration) {
        for scope in entries.keys { ended(scope, 1) { $0.resume(now: now) } }
    }

    /// Drops all scopes whose windows are empty by now.
    package mutating func forget(now: Duration) {
        for kind in PacingScope.Kind.allCases { forget(kind, now: now) }
    }

    /// Something under way in `scope` has ended, as `change` notes.
    private mutating func ended(
        _ scope: PacingScope, _ weight: Int, _ change: (inout SlidingWindows) -> Void
    ) {
        guard let place = entries.index(forKey: scope), entries.values[place].windows.unanswered >= weight
        else { return }
        change(&entries.values[place].windows)
        guard entries.values[place].windows.unanswered == 0, !entries.values[place].isResting else { return }
        rest(scope, at: place)
    }

    /// Remembers to look at a scope again when its windows may be empty.
    private mutating func rest(_ scope: PacingScope, at place: Entries.Index) {
        guard let idleFrom = entries.values[place].idleFrom else {
            entries.remove(at: place)  // nothing was ever sent
            return
        }
        if let answer = onlyAnswer(entries.values[place], of: scope.kind),
            quiet[scope.kind, default: QuietScopes()].add(scope.id, answeredAt: answer)
        {
            entries.remove(at: place)
            return
        }
        entries.values[place].isResting = true
        resting[scope.kind, default: RestingScopes()].add(scope.id, until: idleFrom)
    }

    /// Drops the scopes of a kind whose windows are empty by now. Looks at each once a span of its longest window.
    private mutating func forget(_ kind: PacingScope.Kind, now: Duration) {
        quiet[kind]?.forget(until: now - (kind.limits.last?.length ?? .zero))
        while let id = resting[kind]?.removeNext(at: now) {
            let scope = PacingScope(kind: kind, id: id)
            guard let place = entries.index(forKey: scope) else { continue }
            entries.values[place].isResting = false
            guard entries.values[place].windows.unanswered == 0 else { continue }
            if let idleFrom = entries.values[place].idleFrom, idleFrom > now {
                rest(scope, at: place)
            } else {
                entries.remove(at: place)
            }
        }
    }
}

extension Pacer: Hashable {
    /// Each scope, whichever way it is remembered.
    private var all: [PacingScope: Entry] {
        var all = entries
        for (kind, scopes) in quiet {
            for (id, answer) in scopes.all {
                all[PacingScope(kind: kind, id: id)] = quietEntry(kind, answeredAt: answer)
            }
        }
        return all
    }

    /// Whether both remember the same.
    package static func == (left: Pacer, right: Pacer) -> Bool {
        let (left, right) = (left.all, right.all)
        return left.mapValues(\.windows) == right.mapValues(\.windows)
            && left.mapValues(\.pausedUntil) == right.mapValues(\.pausedUntil)
    }
    /// Feeds how many scopes there are to `hasher`.
    package func hash(into hasher: inout Hasher) {
        for kind in PacingScope.Kind.allCases { hasher.combine(count(of: kind)) }
    }
}

extension Pacer: Codable {
    /// Reads what ``encode(to:)`` wrote.
    /// - Throws: `DecodingError` for what no pacer wrote.
    package init(from decoder: any Decoder) throws {
        self.init()
        for record in try [PacingRecord](from: decoder) {
            entries[record.scope] = Entry(windows: record.windows, pausedUntil: record.pausedUntil)
        }
        let idle = entries.filter { $0.value.windows.unanswered == 0 }.map { ($0.key, $0.value.idleFrom ?? .zero) }
        for (scope, _) in idle.sorted(by: { $0.1 < $1.1 }) {
            if let place = entries.index(forKey: scope) { rest(scope, at: place) }
        }
    }

    /// Writes all that is remembered, one record a scope, in an order that does not change.
    package func encode(to encoder: any Encoder) throws {
        let records = all.map {
            PacingRecord(scope: $0.key, windows: $0.value.windows, pausedUntil: $0.value.pausedUntil)
        }
        try records.sorted { ($0.scope.kind.rawValue, $0.scope.id) < ($1.scope.kind.rawValue, $1.scope.id) }
            .encode(to: encoder)
    }
}
