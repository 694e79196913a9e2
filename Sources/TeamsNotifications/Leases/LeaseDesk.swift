internal import TeamsModels

/// Which leases a process wants, and until when it has those that it has. A value: instants are given.
struct LeaseDesk: Sendable {
    /// A lease counts as lost so long before it ends: what is decided by it takes a moment.
    static let margin: Duration = .seconds(1)
    /// So long a lane that was handed over is left to the others.
    static let rest: Duration = .seconds(5)

    /// Lanes that have work, whoever serves them.
    private var wanted: Set<LeaseName> = []
    private var until: [LeaseName: Duration] = [:]
    /// Those of which what a process before had begun is settled.
    private var ready: Set<LeaseName> = []
    private var resting: [LeaseName: Duration] = [:]
    /// Those that this process has no use for any more.
    private var given: Set<LeaseName> = []

    /// These lanes have work, and no others but those that are served here.
    mutating func want(_ lanes: Set<LeaseName>) { wanted = lanes }

    /// A lane has work too.
    /// - Returns: whether that is news.
    mutating func want(_ lane: LeaseName) -> Bool { wanted.insert(lane).inserted }

    /// What is to be asked for.
    mutating func names(at now: Duration) -> Set<LeaseName> {
        resting = resting.filter { $0.value > now }
        return wanted.union(until.keys).union([.planning]).subtracting(given).filter { resting[$0] == nil }
    }

    /// Whether the lease is held, and what a process before had begun is settled.
    func isReady(_ name: LeaseName, at now: Duration) -> Bool { ready.contains(name) && isHeld(name, at: now) }

    func isHeld(_ name: LeaseName, at now: Duration) -> Bool { end(of: name).map { $0 > now } ?? false }

    /// Until when a lease counts as held; nil when it is not.
    func end(of name: LeaseName) -> Duration? { until[name].map { $0 - Self.margin } }

    /// Takes over what came of asking.
    /// - Returns: those that are new, of which something may be to be settled, and those that were lost.
    mutating func take(
        _ report: LeaseReport, askedAt: Duration, length: Duration
    ) -> (new: Set<LeaseName>, lost: Set<LeaseName>) {
        let lost = Set(until.keys).subtracting(report.held)
        for name in lost { forget(name) }
        // What was let go of or had ended here is new too, although nobody else took it meanwhile.
        let new = report.isNew.union(report.held.filter { until[$0] == nil })
        for name in report.held { until[name] = askedAt + length }
        ready.subtract(new)
        return (new, lost)
    }

    /// Forgets those that have ended, since they could not be renewed in time.
    mutating func expire(at now: Duration) -> Set<LeaseName> {
        let lost = Set(until.keys.filter { !isHeld($0, at: now) })
        for name in lost { forget(name) }
        return lost
    }

    /// What a process before had begun there is settled.
    mutating func settled(_ names: Set<LeaseName>) { ready.formUnion(names.filter { until[$0] != nil }) }

    /// Chooses lanes that are handed over.
    mutating func handOver(_ count: Int, at now: Duration) -> Set<LeaseName> {
        let lanes = ready.filter { $0.tenant != nil }.sorted()
        let chosen = Set(lanes.prefix(min(count, max(1, lanes.count / 4))))
        for name in chosen { resting[name] = now + Self.rest }
        return chosen
    }

    /// A lane has ended here.
    mutating func end(_ name: LeaseName) {
        wanted.remove(name)
        guard until[name] != nil else { return }
        forget(name)
        given.insert(name)
    }

    /// Everything that is held, and what is to be let go of.
    mutating func takeGiven() -> Set<LeaseName> {
        defer { given = [] }
        return given
    }

    var held: Set<LeaseName> { Set(until.keys) }

    private mutating func forget(_ name: LeaseName) {
        until[name] = nil
        ready.remove(name)
    }
}
