internal import JSONKit

/// The limits that somebody chose, and the requests that count under them.
struct Limits: Sendable {
    private var row = LimitRow()
    private var isRowDirty = false
    private var windows: [LimitScope: RequestWindow] = [:]
    private var dirty = DirtyRows<RequestChunk.ID>()
    /// How many windows there may be before those that are over are looked for.
    private var room = Self.leastRoom

    private static let leastRoom = 64

    init() {}

    /// What somebody chose; nil where the start decides.
    var chosen: LimitRules? { row.chosen }

    /// How often the limits refused, in the order in which they first did.
    var refused: [LimitRefusals] { row.refused }

    /// How many windows are kept.
    var windowCount: Int { windows.count }

    /// Puts other limits in force. What is counted already counts on, unless nobody looks at it any more.
    mutating func choose(_ rules: LimitRules) {
        row.chosen = rules
        row.refused.removeAll { !rules[$0.part].contains($0.limit) }
        isRowDirty = true
        remove { scope, _ in rules[scope.part].isEmpty }
    }

    /// What holds a request up for longest; nil when it may go.
    func obstacle(
        to scopes: [LimitScope], counting weight: Int, at now: Instant, under rules: LimitRules
    ) -> (part: LimitPart, limit: RateLimit, wait: Duration)? {
        var worst: (part: LimitPart, limit: RateLimit, wait: Duration)?
        for scope in scopes {
            guard let found = windows[scope]?.obstacle(at: now, counting: weight, under: rules[scope.part]),
                found.wait > worst?.wait ?? .zero
            else { continue }
            worst = (scope.part, found.limit, found.wait)
        }
        return worst
    }

    /// Counts a request that was let through.
    mutating func count(_ scopes: [LimitScope], counting weight: Int, at now: Instant, under rules: LimitRules) {
        for scope in scopes {
            let limits = rules[scope.part]
            guard !limits.isEmpty else { continue }
            var window = windows.removeValue(forKey: scope) ?? RequestWindow()
            let before = window.chunks
            window.count(at: now, counting: weight, under: limits)
            let after = window.chunks
            windows[scope] = window
            // What went, and what the request was written into: the last of before may have had room.
            for number in before.lowerBound..<max(before.lowerBound, min(before.upperBound, after.lowerBound)) {
                dirty.insert(RequestChunk.ID(scope: scope, number: number))
            }
            for number in max(before.upperBound - 1, after.lowerBound)..<after.upperBound {
                dirty.insert(RequestChunk.ID(scope: scope, number: number))
            }
        }
        sweep(at: now, under: rules)
    }

    /// Writes down that a limit refused.
    mutating func refuse(_ part: LimitPart, _ limit: RateLimit) {
        if let place = row.refused.firstIndex(where: { $0.part == part && $0.limit == limit }) {
            row.refused[place].times += 1
        } else {
            row.refused.append(LimitRefusals(part: part, limit: limit, times: 1))
        }
        isRowDirty = true
    }

    /// Forgets the windows that are over, whenever there are twice as many as the last time.
    private mutating func sweep(at now: Instant, under rules: LimitRules) {
        guard windows.count > room else { return }
        remove { scope, window in window.isOver(at: now, under: rules[scope.part]) }
        room = max(Self.leastRoom, windows.count * 2)
    }

    private mutating func remove(where isGone: (LimitScope, RequestWindow) -> Bool) {
        for (scope, window) in windows where isGone(scope, window) {
            for number in window.chunks { dirty.insert(RequestChunk.ID(scope: scope, number: number)) }
            windows[scope] = nil
        }
    }
}

/// When the next sweep comes makes no difference to anyone.
extension Limits: Equatable {
    static func == (left: Limits, right: Limits) -> Bool { left.row == right.row && left.windows == right.windows }
}

extension Limits {
    mutating func takeChanges(into records: inout [RecordChange]) {
        if isRowDirty { records.append(.put(Record(kind: .limits, key: LimitRow.key, json: row.object))) }
        isRowDirty = false
        dirty.take(as: .window, into: &records) { [windows] id in
            guard let times = windows[id.scope]?[chunk: id.number], !times.isEmpty else { return nil }
            return RequestChunk(id, times).json
        }
    }

    /// The limits that were stored as these records.
    init(records: some Sequence<Record>, now: Instant) throws(WorldError) {
        var chunks: [LimitScope: [(record: Record, chunk: RequestChunk)]] = [:]
        var hasRow = false
        for record in records {
            switch record.kind {
            case .limits:
                guard !hasRow else { throw record.doubled }
                hasRow = true
                row = try record.read(LimitRow.self)
            case .window:
                let chunk = try record.read(RequestChunk.self)
                chunks[chunk.scope, default: []].append((record, chunk))
            default: break
            }
        }
        for (scope, rows) in chunks {
            let rows = rows.sorted { $0.chunk.number < $1.chunk.number }
            let parts = rows.map { (number: $0.chunk.number, times: $0.chunk.times.instants) }
            guard let window = RequestWindow(chunks: parts, now: now) else { throw rows[0].record.damaged }
            windows[scope] = window
        }
    }
}
