internal import Foundation
internal import HTTPKit
internal import LockKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// What all lanes share: the store, the pace, the bot, and what makes messages.
final class LaneCrew: Sendable {
    let store: any NotificationStore
    let journal: Journal
    let app: App
    let pace: Pace
    let messages: any MessageSource
    let time: Stopwatch
    let wallClock: WallClock
    let random: @Sendable () -> Double
    let logger: Log
    /// How lanes are shared with other processes; nil when they are not.
    let keeper: LeaseKeeper?
    let webhooks: WebhookBook
    /// Addresses of webhooks without a name, by what they are called in the ledger.
    let webhookAddresses = Mutex<[ConversationID: HTTP.Address]>([:])
    let bodies = BodyCache()
    let meter = SendingMeter()
    /// How many lanes are at work.
    let laneCount = Atomic(0)

    init(
        store: any NotificationStore, app: App, messages: any MessageSource, time: Stopwatch, wallClock: WallClock,
        random: @escaping @Sendable () -> Double, logger: Log, webhooks: WebhookBook, keeper: LeaseKeeper?
    ) {
        self.keeper = keeper
        self.store = store
        self.app = app
        self.messages = messages
        self.time = time
        self.wallClock = wallClock
        self.random = random
        self.logger = logger
        self.webhooks = webhooks
        pace = app.connector.pace
        journal = Journal(store: store, time: time, logger: logger) { [meter] kind, rows, duration, failed in
            meter.note { $0.wrote(kind, rows: rows, in: duration, failed: failed) }
        }
    }

    /// So many requests are under way at once in all lanes together. When the machine is busy all of them seem to take
    /// long, and more at once would only take longer.
    private static let most = 1000

    /// How many of them a lane may have.
    var share: Int { max(RoundTrips.few, Self.most / max(1, laneCount.load(ordering: .relaxed))) }

    /// What is to be stored of a delivery that would wait for long behind so many others of its conversation.
    func putOff(_ task: DeliveryTask, behind: Int) -> DeliveryReceipt {
        // Of a minute's sixty messages each takes half a second; texts go together.
        let seconds = Double(behind) * 0.5 / (task.isJoinable ? Double(Digest.longest) : 1)
        return DeliveryReceipt(
            place: task.delivery.place, state: task.waitingState, work: task.work,
            dueAt: wallClock.now.addingTimeInterval(max(5, seconds / 2)), version: task.delivery.version,
            activityID: task.delivery.activityID, code: task.delivery.code)
    }

    /// What a restart must not forget of where a request was counted.
    func memories(of lane: Lane, in tenant: TenantID) -> [PacingMemory] {
        [lane.scope, lane.tenant].compactMap { scope in
            pace.memory(of: scope, wall: wallClock.now).map {
                PacingMemory(scope: scope.name, json: $0, lane: keeper == nil ? nil : tenant)
            }
        }
    }

    /// Sends a letter whose intent is durable.
    func send(_ letter: Letter) async -> LetterResult {
        let at = wallClock.now
        // The process may have stood still since the intent was stored, and another one have taken the lane.
        var limit: ContinuousClock.Instant?
        if let keeper, let task = letter.parcel.tasks.first {
            limit = keeper.end(of: task.delivery.target.tenant)
            if limit == nil {
                pace.withdrawn(letter.parcel.lane)
                let error = ConnectorError(
                    .cancelled, message: "send: another process serves the organisation by now")
                return LetterResult(at: at, outcome: .withheld(error), home: nil, call: nil)
            }
        }
        guard letter.parcel.route == .chat else { return await sendBeyond(letter) }
        let call: Call
        let home: Call
        do throws(ConnectorError) {
            let isNew = letter.parcel.step == .create
            home = try letter.call(
                createAt: isNew ? await app.serviceURL(of: letter.parcel.tasks[0].delivery.target.tenant) : "")
            call = pace.routed(home, letter.parcel.lane)
        } catch {
            pace.withdrawn(letter.parcel.lane)
            return LetterResult(at: at, outcome: .withheld(error), home: nil, call: nil)
        }
        let began = time.elapsed
        let outcome = await pace.exchange.send(call, before: limit)
        if case .withheld = outcome {
            pace.withdrawn(letter.parcel.lane)
        } else {
            pace.answered(letter.parcel.lane)
            let duration = time.elapsed - began
            meter.note { $0.answers.add(duration) }
            return LetterResult(at: at, outcome: outcome, home: home, call: call, duration: duration)
        }
        return LetterResult(at: at, outcome: outcome, home: home, call: call)
    }
}
