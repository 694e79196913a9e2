internal import Foundation
internal import TeamsModels

/// Makes deliveries of candidates: when each is due, and who is left out, and why.
struct PlanDraft {
    let category: String?
    let schedule: NotificationSchedule
    /// When the notification goes out, but for what goes by local time.
    let occursAt: Date
    /// When it is due, by the recipients' zones. A few hundred zones serve everybody.
    private var dueAtByZone: [String?: Date] = [:]
    /// People who have their delivery, each as a hash: the registry may know two chats of one person.
    private var reached: Set<Int> = []
    /// How many recipients have a zone that nobody knows.
    private(set) var unknownZones = 0
    private var zones: [String: Bool] = [:]

    init(_ request: NotificationRequest, occursAt: Date) {
        category = request.category
        schedule = request.schedule
        self.occursAt = occursAt
    }

    /// The people of whom it must be known whether they opted out.
    func people(in candidates: [Candidate]) -> [String] {
        category == nil ? [] : candidates.flatMap { $0.obstacle == nil ? $0.personIDs : [] }
    }

    /// - Parameter optedOut: those of ``people(in:)`` who want nothing of the category.
    mutating func deliveries(for candidates: [Candidate], optedOut: Set<String>) -> [NewDelivery] {
        var deliveries: [NewDelivery] = []
        deliveries.reserveCapacity(candidates.count)
        for candidate in candidates {
            var code = candidate.obstacle
            if code == nil, !optedOut.isEmpty, candidate.personIDs.contains(where: optedOut.contains) {
                code = .optedOut
            }
            if code == nil, candidate.reader == nil, let person = candidate.personIDs.first {
                guard reached.insert(Self.hash(person, candidate.recipient.tenant)).inserted else { continue }
            }
            deliveries.append(
                NewDelivery(
                    target: candidate.target, dueAt: dueAt(inZone: candidate.recipient.timeZone), skipped: code,
                    registryPlace: candidate.registryPlace))
        }
        return deliveries
    }

    private static func hash(_ person: String, _ tenant: TenantID?) -> Int {
        var hasher = Hasher()
        hasher.combine(person)
        hasher.combine(tenant?.rawValue)
        return hasher.finalize()
    }

    private mutating func dueAt(inZone zone: String?) -> Date {
        if let zone, case .local = schedule.kind, !isKnown(zone) { unknownZones += 1 }
        if let due = dueAtByZone[zone] { return due }
        let due = schedule.dueAt(inZone: zone) ?? occursAt
        if dueAtByZone.count < 1000 { dueAtByZone[zone] = due }
        return due
    }

    private mutating func isKnown(_ zone: String) -> Bool {
        if let known = zones[zone] { return known }
        let known = ZoneDatabase.rules(of: zone) != nil
        if zones.count < 1000 { zones[zone] = known }
        return known
    }
}
