internal import JSONKit

extension World {
    /// What changed since the last call, and who must be told.
    mutating func takeChanges() -> Changes {
        var changes = Changes(effects: effects)
        if isReset { changes.records.append(.deleteAll) }
        initial.takeChanges(into: &changes.records)
        directory.takeChanges(into: &changes.records)
        places.takeChanges(into: &changes.records)
        installations.takeChanges(into: &changes.records)
        webhooks.takeChanges(into: &changes.records)
        files.takeChanges(into: &changes.records)
        messages.takeChanges(into: &changes.records)
        batches.takeChanges(into: &changes.records)
        ledger.takeChanges(into: &changes.records)
        limits.takeChanges(into: &changes.records)
        faults.takeChanges(into: &changes.records)
        feed.takeChanges(into: &changes.records)
        signIns.takeChanges(into: &changes.records)
        if isClockMoved || !changes.isEmpty {
            changes.records.append(.put(Record(kind: .world, key: WorldRow.key, json: row.object)))
        }
        effects = []
        isReset = false
        isClockMoved = false
        return changes
    }

    private var row: WorldRow {
        WorldRow(tenant: tenant, clock: clockMode, now: now, counters: counters, ids: ids)
    }
}
