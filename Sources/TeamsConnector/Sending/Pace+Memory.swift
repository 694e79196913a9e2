package import Foundation
internal import ServiceKit
package import TeamsModels

// What a restart must not forget. Of most conversations nothing: after a restart each is believed to have had a few
// sends just before, and each organisation a whole second's worth.
extension Pace {
    /// What is to be stored of `scope`; nil when nothing has to be.
    package func memory(of scope: PacingScope, wall: Date) -> String? {
        let now = gates.time.elapsed
        guard let (windows, pausedUntil) = gates.change({ $0.pacer.windows(of: scope) }) else { return nil }
        let share = share(of: scope)
        var memory = ScopeMemory(share: share < 1 ? share : nil)
        if let pausedUntil, pausedUntil > now { memory.pausedUntil = pausedUntil }
        if !scope.kind.isShort {
            memory.answers = windows.remembered.filter { $0 > now - scope.longestWindow }
            // What is under way counts as answered: a restart would not hear of it.
            memory.answers += Array(repeating: now, count: windows.unanswered)
            if memory.answers.count <= Pacer.unstored { memory.answers = [] }
        }
        return memory.isEmpty ? nil : memory.json(now: now, wall: wall)
    }

    /// Takes what was stored in a life before this one.
    /// - Parameter memories: by the scope's name.
    ///
    /// One request of each stored scope may have been sent after its memory was.
    /// - Parameter tenants: organisations that somebody else may have sent to until now, also where this life has sent
    ///   to them itself: of each a whole second's worth.
    /// - Returns: the scopes of which nothing matters any more.
    package func restore(
        _ memories: [(scope: String, json: String)], wall: Date, tenants: Set<TenantID> = []
    ) -> [String] {
        let now = gates.time.elapsed
        let known = memories.compactMap { memory in
            PacingScope(name: memory.scope).flatMap { scope in
                ScopeMemory(json: memory.json, now: now, wall: wall).map {
                    (scope, $0.since(now - scope.longestWindow))
                }
            }
        }.filter { !$0.1.isEmpty }
        gates.change { state in
            state.pacer.restart(at: now)
            for (scope, memory) in known {
                var memory = memory
                if scope.kind == .sends || scope.kind == .webhook { memory.answers.append(now) }
                state.pacer.restore(scope, memory, now: now)
            }
            for tenant in tenants {
                let most = PacingScope.Kind.tenant.limits[0].count
                let memory = ScopeMemory(answers: Array(repeating: now, count: most))
                state.pacer.restore(.tenant(tenant), memory, now: now)
            }
        }
        let names = Set(known.map(\.0.name))
        return memories.map(\.scope).filter { PacingScope(name: $0) != nil && !names.contains($0) }
    }
}

extension PacingScope {
    fileprivate var longestWindow: Duration { kind.limits.last?.length ?? .zero }

    /// The scope as one text.
    package var name: String { "\(kind.rawValue):\(id)" }

    /// A scope by its ``name``.
    package init?(name: String) {
        guard let colon = name.firstIndex(of: ":"), let kind = Kind(rawValue: String(name[..<colon])) else {
            return nil
        }
        self.init(kind: kind, id: String(name[name.index(after: colon)...]))
    }
}
