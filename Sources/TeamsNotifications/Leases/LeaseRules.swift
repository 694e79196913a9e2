/// What becomes of leases when a process asks for some. Pure.
enum LeaseRules {
    /// What a process says of itself by holding a lease of its own.
    static func process(_ owner: String) -> LeaseName { LeaseName(rawValue: "process/\(owner)") }

    struct Decision: Equatable {
        var report = LeaseReport()
        /// Those that this process takes, as they are from now on.
        var taken: [Lease] = []
        /// Those that it had already.
        var renewed: [LeaseName] = []
        /// Processes that have not said anything for long.
        var gone: [LeaseName] = []
    }

    /// - Parameters:
    ///   - leases: all that are stored.
    ///   - wanted: those that are asked for.
    ///   - known: the epochs of those that the process believes to have.
    ///   - now: on the server's clock, in milliseconds since 1970.
    ///   - length: in milliseconds.
    static func decide(
        _ leases: [Lease], wanted: Set<LeaseName>, owner: String, known: [LeaseName: Int64], now: Int64, length: Int64
    ) -> Decision {
        var decision = Decision()
        let stored = Dictionary(leases.map { ($0.name, $0) }) { first, _ in first }
        let own = process(owner)
        for lease in leases where lease.name != own && lease.name.rawValue.hasPrefix("process/") {
            if !lease.owner.isEmpty, lease.deadline > now { decision.report.processes += 1 }
            if lease.deadline < now - 60_000 { decision.gone.append(lease.name) }
        }
        let lanes = wanted.filter { $0.tenant != nil }
        let isOurs = { (name: LeaseName) in stored[name]?.owner == owner && known[name] == stored[name]?.epoch }
        let share = (lanes.count + decision.report.processes - 1) / decision.report.processes
        var room = share - lanes.count(where: isOurs)
        // One more than the others is no reason to hand over.
        decision.report.surplus = max(0, -room - 1)
        for name in wanted.union([own]).sorted() {
            let before = stored[name]
            if name == own ? before != nil : isOurs(name) {
                // It may have ended meanwhile: nobody took it, so that it is ours still.
                decision.renewed.append(name)
                decision.report.held.insert(name)
            } else if let before, !before.owner.isEmpty, before.owner != owner, before.deadline > now {
                let rest = Duration.milliseconds(before.deadline - now)
                decision.report.othersEnd = min(decision.report.othersEnd ?? rest, rest)
            } else if name.tenant == nil || room > 0 {
                if name.tenant != nil { room -= 1 }
                decision.taken.append(
                    Lease(name: name, owner: owner, epoch: (before?.epoch ?? 0) + 1, deadline: now + length))
                decision.report.held.insert(name)
                decision.report.isNew.insert(name)
            }
        }
        decision.report.held.remove(own)
        decision.report.isNew.remove(own)
        return decision
    }
}
