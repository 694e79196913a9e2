/// Tells when an operation may be sent so that no window of the service is exceeded. A value: instants are given, it
/// can be stored and restored, and whoever keeps it does the waiting.
///
/// An operation counts in several scopes, its conversation and its organisation for example; it may go when each of
/// them lets it. Scopes in which nothing is under way or remembered are forgotten.
package struct Pacer: Sendable {
    private struct Entry {
        var windows: SlidingWindows
        /// Whether it stands among the resting ones.
        var isResting = false
    }
    private typealias Entries = [PacingScope: Entry]

    private var entries: Entries = [:]
    /// Scopes to look at when their time has come, by kind.
    private var resting: [PacingScope.Kind: RestingScopes] = [:]

    /// Nothing was sent yet.
    package init() {}

    /// How many scopes of a kind are remembered.
    package func count(of kind: PacingScope.Kind) -> Int { entries.keys.count { $0.kind == kind } }

    /// The earliest instant, not before `now`, at which one more operation may be sent in `scope`. Nil while one that
    /// is under way must be answered first.
    package func earliest(_ scope: PacingScope, now: Duration) -> Duration? {
        guard let entry = entries[scope] else { return now }
        return entry.windows.earliest(now: now)
    }

    /// One was sent.
    package mutating func sent(_ scope: PacingScope) {
        entries[scope, default: Entry(windows: SlidingWindows(scope.kind.limits))].windows.sent()
    }

    /// One that was sent was answered, or given up: the service may have counted it.
    package mutating func answered(_ scope: PacingScope, now: Duration) {
        forget(scope.kind, now: now)
        ended(scope) { $0.answered(now: now) }
    }

    /// One that was counted as sent was not.
    package mutating func withdrawn(_ scope: PacingScope) {
        ended(scope) { $0.withdrawn() }
    }

    /// What was under way when the value was stored counts as answered at `now`: nobody waits for it any more.
    package mutating func resume(now: Duration) {
        for scope in entries.keys { ended(scope) { $0.resume(now: now) } }
    }

    /// Drops all scopes whose windows are empty by now.
    package mutating func forget(now: Duration) {
        for kind in PacingScope.Kind.allCases { forget(kind, now: now) }
    }

    /// Something under way in `scope` has ended, as `change` notes.
    private mutating func ended(_ scope: PacingScope, _ change: (inout SlidingWindows) -> Void) {
        guard let place = entries.index(forKey: scope), entries.values[place].windows.unanswered > 0 else { return }
        change(&entries.values[place].windows)
        guard entries.values[place].windows.unanswered == 0, !entries.values[place].isResting else { return }
        rest(scope, at: place)
    }

    /// Remembers to look at a scope again when its windows may be empty.
    private mutating func rest(_ scope: PacingScope, at place: Entries.Index) {
        guard let idleFrom = entries.values[place].windows.idleFrom else {
            entries.remove(at: place)  // nothing was ever sent
            return
        }
        entries.values[place].isResting = true
        resting[scope.kind, default: RestingScopes()].add(scope.id, until: idleFrom)
    }

    /// Drops the scopes of a kind whose windows are empty by now. Looks at each once a span of its longest window.
    private mutating func forget(_ kind: PacingScope.Kind, now: Duration) {
        while let id = resting[kind]?.removeNext(at: now) {
            let scope = PacingScope(kind: kind, id: id)
            guard let place = entries.index(forKey: scope) else { continue }
            entries.values[place].isResting = false
            guard entries.values[place].windows.unanswered == 0 else { continue }
            if let idleFrom = entries.values[place].windows.idleFrom, idleFrom > now {
                rest(scope, at: place)
            } else {
                entries.remove(at: place)
            }
        }
    }
}

extension Pacer: Hashable {
    /// Whether both remember the same.
    package static func == (left: Pacer, right: Pacer) -> Bool {
        left.entries.mapValues(\.windows) == right.entries.mapValues(\.windows)
    }
    /// Feeds how many scopes there are to `hasher`.
    package func hash(into hasher: inout Hasher) { hasher.combine(entries.count) }
}

extension Pacer: Codable {
    /// Reads what ``encode(to:)`` wrote.
    /// - Throws: `DecodingError` for what no pacer wrote.
    package init(from decoder: any Decoder) throws {
        let records = try [PacingRecord](from: decoder)
        for record in records.sorted(by: { ($0.windows.idleFrom ?? .zero) < ($1.windows.idleFrom ?? .zero) }) {
            entries[record.scope] = Entry(windows: record.windows)
            guard record.windows.unanswered == 0, let place = entries.index(forKey: record.scope) else { continue }
            rest(record.scope, at: place)
        }
    }

    /// Writes all that is remembered, one record a scope, in an order that does not change.
    package func encode(to encoder: any Encoder) throws {
        let records = entries.map { PacingRecord(scope: $0.key, windows: $0.value.windows) }
        try records.sorted { ($0.scope.kind.rawValue, $0.scope.id) < ($1.scope.kind.rawValue, $1.scope.id) }
            .encode(to: encoder)
    }
}
