import Foundation
import LockKit
import ServiceKit
import TeamsApp
import TestSupport
import Testing

@testable import TeamsNotifications

/// A store of so many old deliveries, which fails when it is told to.
private final class OldStore: PartialStore {
    struct State {
        var old = 0
        var isFailing = false
        var cuts: [Date] = []
    }
    let state = Mutex(State())
    let conversations: any ConversationStore = MemoryConversationStore()

    init(old: Int) { state.withLock { $0.old = old } }

    func removeDeliveries(
        endedBefore cut: Date, limit: Int
    ) async throws(NotificationStoreError) -> DeliveryRemoval {
        let removal: DeliveryRemoval? = state.withLock { state in
            guard !state.isFailing else { return nil }
            state.cuts.append(cut)
            let removed = min(limit, state.old)
            state.old -= removed
            return DeliveryRemoval(deliveries: removed, hasMore: state.old > 0)
        }
        guard let removal else { throw NotificationStoreError(.unavailable, "the disk is full") }
        return removal
    }
}

@Suite struct RetentionTests {
    private let now = Date(timeIntervalSince1970: 1_795_000_000)

    private func retention(_ store: OldStore, days: Int = 90, sink: MemorySink = MemorySink()) -> Retention {
        Retention(
            store: store, age: .seconds(days * 86_400), time: Stopwatch(ManualClock()), wallClock: WallClock { now },
            logger: Log(label: "test", sink: sink))
    }

    @Test func itRemovesSomeAndRests() async {
        let store = OldStore(old: 1_200)
        let retention = retention(store)
        var rests: [Duration] = []
        for _ in 0..<4 { rests.append(await retention.step()) }
        #expect(rests == [Retention.pause, Retention.pause, Retention.period, Retention.period])
        #expect(retention.removed == 1_200)
        #expect(store.state.withLock { $0.cuts.first } == now.addingTimeInterval(-90 * 86_400))
    }

    @Test func aStoreThatFailsIsToldOnceAndLeftAlone() async {
        let store = OldStore(old: 10)
        let sink = MemorySink()
        let retention = retention(store, sink: sink)
        store.state.withLock { $0.isFailing = true }
        #expect(await retention.step() == Retention.failurePause)
        #expect(await retention.step() == Retention.failurePause)
        #expect(sink.records.count == 1)
        store.state.withLock { $0.isFailing = false }
        #expect(await retention.step() == Retention.period)
        #expect(retention.removed == 10)
    }

    @Test func lessThanADayIsADay() async {
        let store = OldStore(old: 0)
        _ = await retention(store, days: 0).step()
        #expect(store.state.withLock { $0.cuts } == [now.addingTimeInterval(-86_400)])
    }

    @Test func itEndsWhenItIsTold() async {
        let retention = retention(OldStore(old: 0))
        async let running: Void = retention.run()
        retention.beginShutdown()
        await running
    }
}
