import Foundation
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsNotifications

@Test func whatWaitsForALocalTimeMovesWithTheZone() async throws {
    let clock = ManualClock()
    let now = try date("2026-11-29T19:00:00Z")
    let store = try SQLNotificationStore(
        path: SQLNotificationStore.inMemory, wallClock: clock.wallClock(startingAt: now))
    let schedule = try NotificationSchedule.localTime("2026-11-30T09:00", fallback: "Europe/Paris")
    let request = NotificationRequest(to: .everyone, .text("Good morning."), at: schedule)
    let record = NotificationRecord(id: "n", request: request, state: .planning, createdAt: now)
    _ = try await store.accept(NewNotification(record: record))
    let deliveries = ["u1", "u2"].map { (user: String) in
        NewDelivery(
            target: DeliveryTarget(conversation: ConversationID(rawValue: "a:\(user)"), tenant: "t", user: user),
            dueAt: schedule.dueAt(inZone: "Europe/Paris") ?? now)
    }
    _ = try await store.plan(deliveries, of: "n") { $0.state = .sending }

    let (moved, continuation) = AsyncStream.makeStream(of: Void.self)
    let watch = ZoneWatch(
        store: store, wake: { continuation.yield() }, time: Stopwatch(clock),
        logger: Log(label: "zones", level: .critical))
    watch.note(ZoneWatch.Move(user: "u1", zone: "Asia/Tokyo"))
    async let running: Void = watch.run()
    for await _ in moved { break }
    watch.beginShutdown()
    await running

    let page = try await store.deliveries(of: "n", in: nil, after: 0, limit: 10)
    #expect(page.items.map(\.dueAt) == [try date("2026-11-30T00:00:00Z"), try date("2026-11-30T08:00:00Z")])
}
