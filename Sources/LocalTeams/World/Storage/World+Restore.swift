internal import JSONKit

extension World {
    /// The world that these records were stored by. Their order is of no importance.
    init(records: [Record], origin: String = "http://127.0.0.1:3979") throws(WorldError) {
        let stored = Dictionary(grouping: records, by: \.kind)
        guard let record = stored[.world]?.first, let initial = stored[.initial]?.first else {
            throw WorldError(message: "the stored workspace is incomplete: it holds no world")
        }
        guard stored[.world]?.count == 1 else { throw record.doubled }
        guard stored[.initial]?.count == 1 else { throw initial.doubled }
        let workspace: Workspace
        do throws(StrictError) {
            workspace = try Workspace(file: .object(initial.json))
        } catch {
            throw WorldError(message: "the stored workspace cannot be read: \(error.message)")
        }
        let row = try record.read(WorldRow.self)
        self.init(empty: workspace, ids: row.ids, now: row.now, origin: origin)
        now = row.now
        clockMode = row.clock
        tenant = row.tenant
        counters = row.counters
        directory = try Directory(tenant: tenant.id, records: records)
        let places = try Places(records: records)
        self.places = places
        installations = try Installations(records: records) { places.home(of: $0.target, bot: $0.bot) }
        for record in stored[.webhook] ?? [] { try webhooks.restore(record) }
        files = try FileShelf(records: records)
        messages = try Messages(records: records, now: now, last: counters.message) { places.place($0) != nil }
        batches = try Batches(records: records)
        ledger = try Ledger(records: records, last: counters.ledger)
        limits = try Limits(records: records, now: now)
        faults = try Faults(records: records)
        feed = try Feed(records: records, last: counters.serial)
        signIns = try SignIns(records: records)
    }
}
