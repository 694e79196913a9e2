import Foundation
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// The register against a small oracle: random events, delivered late, twice and in another order.
///
/// `REGISTRY_SEQUENCES` says how many sequences. The start is another one each time; what fails names it, and
/// `REGISTRY_SEED` repeats it.
struct RegistryModelTests {
    private static let sequences = Int(ProcessInfo.processInfo.environment["REGISTRY_SEQUENCES"] ?? "") ?? 1_000
    private static var random: SeededGenerator {
        UInt64(ProcessInfo.processInfo.environment["REGISTRY_SEED"] ?? "").map { SeededGenerator($0) }
            ?? SeededGenerator()
    }

    @Test func whateverTheOrderTheEndIsTheSame() async throws {
        try await check(Self.sequence, against: Self.complaint)
    }

    @Test("also when the bot restarts between any two of them: what was told of a team is stored with it")
    func restarts() async throws {
        try await check(Self.sequenceOfHours, against: Self.complaintAfterRestarts)
    }

    private func check(
        _ makeSequence: (inout SeededGenerator) -> [RegistryEvent],
        against findComplaint: ([RegistryEvent], inout Deliveries) async throws -> String?
    ) async throws {
        var random = Self.random
        var deliveries = Deliveries()
        for number in 0..<Self.sequences {
            var events = makeSequence(&random)
            guard var complaint = try await findComplaint(events, &deliveries) else { continue }
            // The least of them that still fails.
            var index = 0
            while index < events.count {
                var fewer = events
                fewer.remove(at: index)
                if let less = try await findComplaint(fewer, &deliveries) {
                    events = fewer
                    complaint = less
                } else {
                    index += 1
                }
            }
            Issue.record("seed \(random.seed), sequence \(number): \(complaint), delivered as \(events)")
            return
        }
    }

    /// The activities of events, each read once.
    private struct Deliveries {
        private var known: [RegistryEvent: Activity] = [:]

        subscript(event: RegistryEvent) -> Activity {
            mutating get throws {
                if let activity = known[event] { return activity }
                let activity = try event.activity
                known[event] = activity
                return activity
            }
        }
    }

    /// Events in the order of their delivery.
    private static func sequence(_ random: inout SeededGenerator) -> [RegistryEvent] {
        let count = Int.random(in: 2...12, using: &random)
        let isCalm = random.chance(3)
        var events = (1...count).map { RegistryEvent(kind: kind(isCalm: isCalm, &random), minute: $0) }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: break
        case 1: events.shuffle(using: &random)
        default:
            for index in events.indices.dropFirst() where random.chance(3) { events.swapAt(index, index - 1) }
        }
        for event in events where random.chance(4) {
            events.insert(event, at: Int.random(in: 0...events.count, using: &random))
        }
        return events
    }

    private static func kind(isCalm: Bool, _ random: inout SeededGenerator) -> RegistryEvent.Kind {
        let place = random.pick(RegistryEvent.places)
        let channel = random.pick(RegistryEvent.channels)
        let calm: [RegistryEvent.Kind] = [
            .add, .upgrade, .removeUpgrade, .message, .receipt, .teamAdd(place), .teamMessage(place), .rename,
            .channelCreated(channel), .channelRenamed(channel),
        ]
        let wild: [RegistryEvent.Kind] = [
            .remove, .teamRemove(place), .archive, .unarchive, .delete, .restore, .hardDelete,
            .channelDeleted(channel), .channelRestored(channel), .remove, .teamRemove(place), .teamMessage(place),
        ]
        return random.pick(isCalm ? calm : calm + wild)
    }

    /// A known team with one known channel, and then anything but what is never stored: that something unknown is gone.
    private static func sequenceOfHours(_ random: inout SeededGenerator) -> [RegistryEvent] {
        let prelude: [RegistryEvent.Kind] = [.add, .teamAdd(RegistryEvent.team.rawValue), .channelCreated("19:berth")]
        let hours: ([RegistryEvent.Kind], Int) -> [RegistryEvent] = { kinds, first in
            kinds.enumerated().map { RegistryEvent(kind: $1, minute: first + $0, span: 3600) }
        }
        let kinds = sequence(&random).map(\.kind).filter { $0 != .hardDelete && $0 != .channelDeleted("19:quay") }
        var later = hours(kinds, prelude.count + 1)
        let copies = later.filter { _ in random.chance(4) }
        later.shuffle(using: &random)
        for copy in copies { later.insert(copy, at: Int.random(in: 0...later.count, using: &random)) }
        return hours(prelude, 1) + later
    }

    /// What differs from the oracle in what is open, when each delivery finds a bot that has just been started.
    private static func complaintAfterRestarts(
        about events: [RegistryEvent], _ deliveries: inout Deliveries
    ) async throws -> String? {
        // The least that fails still begins with what is known.
        guard events.prefix(3).map(\.minute) == [1, 2, 3] else { return nil }
        let store = MemoryConversationStore()
        for event in events { await register(on: store).hear(try deliveries[event]) }
        let oracle = RegistryOracle(events)
        for place in RegistryEvent.places {
            guard let known = await store.conversation(ConversationID(rawValue: place)) else { continue }
            if known.isReachable != oracle.isOpen(place) { return "\(place): \(oracle.isOpen(place))" }
        }
        return nil
    }

    private static func register(on store: any ConversationStore) -> ConversationRegister {
        ConversationRegister(
            store, wallClock: .system, time: Stopwatch(ContinuousClock()), logger: Log(label: "test", level: .critical))
    }

    /// What differs from the oracle after these deliveries; nil when nothing does.
    private static func complaint(
        about events: [RegistryEvent], _ deliveries: inout Deliveries
    ) async throws -> String? {
        let store = MemoryConversationStore()
        let register = Self.register(on: store)
        for event in events { await register.hear(try deliveries[event]) }
        let oracle = RegistryOracle(events)
        let person = await store.conversation(RegistryEvent.person)
        if person?.isReachable ?? false != oracle.personIsReachable { return "the person: \(oracle.personIsReachable)" }
        for place in RegistryEvent.places {
            let known = await store.conversation(ConversationID(rawValue: place))
            let isOpen = oracle.isOpen(place)
            // What was told of a place only before it was left need not be known: what comes next from there makes it
            // known.
            if known == nil, !oracle.hasDepartures, isOpen, oracle.isKnown(place) { return "\(place) is unknown" }
            if let known, known.isReachable != isOpen { return "\(place): \(isOpen)" }
            if let known, known.isReachable, known.uninstalledAt != nil { return "\(place) is open and removed" }
        }
        guard !oracle.hasDepartures else { return nil }
        if let person, person.person?.name != oracle.personName { return "the person's name" }
        if let person, person.timeZone != oracle.zone { return "the zone" }
        for place in RegistryEvent.places {
            guard let known = await store.conversation(ConversationID(rawValue: place)) else { continue }
            if known.team?.name != oracle.teamName { return "\(place): team \(known.team?.name ?? "")" }
            if known.isOfWholeTeam {
                if known.selectedChannel?.rawValue != oracle.selectedChannel { return "the selected channel" }
            } else if known.channel?.name != oracle.channelName(place) {
                return "\(place): name \(known.channel?.name ?? "")"
            }
        }
        let teams = try await store.page(of: ConversationQuery(team: "19:port"), after: nil, limit: 10)
        return teams.conversations.count { $0.isOfWholeTeam } > 1 ? "two entries for one team" : nil
    }
}
