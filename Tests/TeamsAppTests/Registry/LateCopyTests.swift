import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Copies of events that come late, to a bot that was restarted meanwhile.
struct LateCopyTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Each after a restart, at its hour.
        let events: [RegistryEvent]
        let isOpen: Bool

        init(_ description: String, _ kinds: [(Int, RegistryEvent.Kind)], isOpen: Bool) {
            testDescription = description
            events = kinds.map { RegistryEvent(kind: $0.1, minute: $0.0, span: 3600) }
            self.isOpen = isOpen
        }
    }

    private static let team = RegistryEvent.team.rawValue
    private static let cases = [
        Case(
            "an archiving that was over before the channel was known",
            [(1, .teamAdd(team)), (5, .archive), (7, .unarchive), (3, .channelCreated("19:quay")), (5, .archive)],
            isOpen: true),
        Case(
            "an archiving that holds when the channel becomes known",
            [(1, .teamAdd(team)), (5, .archive), (3, .channelCreated("19:quay"))], isOpen: false),
        Case(
            "an archiving that holds when a deleted channel comes back",
            [(1, .teamAdd(team)), (6, .archive), (7, .channelRestored("19:quay"))], isOpen: false),
        Case(
            "an archiving from before somebody wrote elsewhere in the team",
            [(1, .teamAdd(team)), (3, .channelCreated("19:quay")), (9, .teamMessage("19:berth")), (5, .archive)],
            isOpen: true),
        Case(
            "an archiving from after that",
            [(1, .teamAdd(team)), (3, .channelCreated("19:quay")), (5, .teamMessage("19:berth")), (9, .archive)],
            isOpen: false),
        Case(
            "a removal from before the app was installed again",
            [(1, .teamAdd(team)), (2, .channelCreated("19:quay")), (6, .teamAdd(team)), (4, .teamRemove("19:berth"))],
            isOpen: true),
    ]

    @Test("closes no channel that was open after it", arguments: StoreKind.allCases, cases)
    private func late(kind: StoreKind, row: Case) async throws {
        let folder = try StoreFolder()
        let store = try kind.make(in: folder)
        for event in row.events {
            let register = ConversationRegister(
                store, wallClock: .system, time: Stopwatch(ContinuousClock()),
                logger: Log(label: "test", level: .critical))
            await register.hear(try event.activity)
        }
        #expect(try await store.conversation("19:quay")?.isReachable == row.isOpen)
    }
}
