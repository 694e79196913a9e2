import Foundation
import JSONKit
import TeamsModels
import Testing

@testable import TeamsNotifications

/// A broadcast from the plan to the cancellation, at a tenth of what is promised. With `TEAMS_WHOLE=1` all of it, and
/// each part within its time: to be run alone, since the processor time of the process is measured.
@Suite(.serialized) struct StoreSpeedTests {
    private let folder = StoreFolder()
    private let isWhole = ProcessInfo.processInfo.environment["TEAMS_WHOLE"] != nil
    private var count: Int { isWhole ? 300_000 : 30_000 }

    private func planned(_ store: SQLNotificationStore, _ count: Int, chunk: Int = 5000) async throws {
        let content = NotificationContent(.text("The tide turns at 14:10."))
        let request = NotificationRequest(to: NotificationAudience(.everyone), content, about: "tides")
        let record = NotificationRecord(id: "n1", request: request, state: .planning, createdAt: Date())
        _ = try await store.accept(NewNotification(record: record))
        for start in stride(from: 0, to: count, by: chunk) {
            let deliveries = (start..<min(count, start + chunk)).map { Self.delivery($0) }
            let isLast = start + chunk >= count
            _ = try await store.plan(deliveries, of: "n1") { if isLast { $0.state = .sending } }
        }
    }

    /// Ids as long and as scattered as those of Teams.
    private static func delivery(_ number: Int) -> NewDelivery {
        let mixed = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
        let text = String(mixed, radix: 36) + String(mixed ^ 0xffff_0000_ffff, radix: 36)
        let user = "00000000-0000-4000-8000-\(String(1_000_000_000_000 + number).prefix(12))"
        return NewDelivery(
            target: DeliveryTarget(
                conversation: ConversationID(rawValue: "a:1\(text)\(text)\(text)\(text)"), tenant: "tenant", user: user,
                account: AccountID(rawValue: "29:1\(text)\(text)\(text)")),
            dueAt: Date(timeIntervalSince1970: 1_795_000_000))
    }

    /// Runs a part. Builds without optimisation are allowed six times what is promised.
    private func time(_ what: String, atMost seconds: Double, _ body: () async throws -> Void) async rethrows {
        let before = processorTime()
        try await body()
        let used = processorTime() - before
        guard isWhole else { return }
        FileHandle.standardError.write(Data("\(what): \(used) s of processor time\n".utf8))
        #expect(used <= 6 * seconds, "\(what) took \(used) s of processor time")
    }

    @Test func aBroadcastFromPlanToCancellation() async throws {
        let path = folder.file()
        let now = Date(timeIntervalSince1970: 1_795_000_001)
        do {
            let store = try SQLNotificationStore(path: path)
            try await time("plan \(count)", atMost: 3) { try await planned(store, count) }
            store.close()
        }
        var opened: SQLNotificationStore?
        try await time("open and first work", atMost: 2) {
            let store = try SQLNotificationStore(path: path)
            let work = try await store.work(in: "tenant", at: now, holding: [], perNotification: 500, limit: 1000)
            #expect(work.count == 500)
            opened = store
        }
        let store = try #require(opened)
        var sent = 0
        try await time("send \(count / 30) in batches of 250", atMost: 1) {
            while sent < count / 30 {
                let tasks = try await store.work(
                    in: "tenant", at: now, holding: [], perNotification: 250, limit: 250)
                let verdicts = try await store.begin(
                    tasks.map { BegunAttempt(place: $0.delivery.place, work: .send, version: 1, at: now) })
                #expect(verdicts.allSatisfy { $0 == .go })
                try await store.record(
                    tasks.map {
                        DeliveryReceipt(
                            place: $0.delivery.place, state: .delivered, version: 1,
                            activityID: ActivityID(rawValue: "\(1_795_000_000_000 + $0.delivery.place)"),
                            attempt: DeliveryAttempt(at: now, status: 201, waited: 0.1))
                    }, pacing: [PacingMemory(scope: "tenant:t", json: "[1,2,3]")])
                sent += tasks.count
            }
        }
        try await time("pages of all deliveries", atMost: 10) {
            var place: Int64 = 0
            var seen = 0
            while true {
                let page = try await store.deliveries(of: "n1", in: nil, after: place, limit: 1000)
                seen += page.items.count
                guard let next = page.next, let last = Int64(next) else { break }
                place = last
            }
            #expect(seen == count)
        }
        try await time("pause and resume", atMost: 0.1) {
            _ = try await store.change("n1", leftOver: .cancelled) { $0.state = .paused }
            _ = try await store.change("n1", leftOver: .cancelled) { $0.state = .sending }
        }
        try await time("cancel", atMost: 3) {
            _ = try await store.change("n1", leftOver: .cancelled) { $0.state = .cancelled }
        }
        let memory =
            try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("VmRSS:") }?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
        if isWhole { #expect(memory < 200_000, "the process has \(memory) KB") }
        #expect(try await store.notification("n1")?.counts.skipped == count - sent)
    }
}

/// Seconds of processor time that this process has used.
private func processorTime() -> Double {
    var used = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
    return Double(used.tv_sec) + Double(used.tv_nsec) / 1e9
}
