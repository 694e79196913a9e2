internal import Foundation
internal import HTTPKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// What is to be done after a request: what to store, which deliveries are done with, and which come back.
struct Conclusion: Sendable {
    var receipts: [DeliveryReceipt] = []
    var done: [DeliveryTask] = []
    var back: [DeliveryTask] = []
    /// How long the conversation rests.
    var rest: Duration = .zero
    /// Whether texts that were joined are to be sent in smaller parts: one of them is not wanted.
    var isSplit = false
    /// The chat that was opened.
    var opened: ConversationReference?

    mutating func end(
        _ task: DeliveryTask, _ state: DeliveryState, _ code: DeliveryCode?, _ attempt: DeliveryAttempt?,
        activityID: ActivityID?
    ) {
        receipts.append(
            DeliveryReceipt(
                place: task.delivery.place, state: state, version: task.version,
                activityID: activityID ?? task.delivery.activityID, code: code, attempt: attempt))
        done.append(task)
    }

    mutating func again(
        _ task: DeliveryTask, after wait: Duration, _ code: DeliveryCode?, _ attempt: DeliveryAttempt?, now: Date
    ) {
        let due = now.addingTimeInterval(wait / .seconds(1))
        receipts.append(
            DeliveryReceipt(
                place: task.delivery.place, state: task.waitingState, work: task.work, dueAt: due,
                version: task.delivery.version, activityID: task.delivery.activityID, code: code, attempt: attempt,
                opened: task.delivery.target.conversation == nil ? opened?.conversation?.id : nil))
        back.append(task.tried(attempt, dueAt: due))
        rest = max(rest, wait)
    }
}

extension LaneCrew {
    /// What becomes of the deliveries of a parcel.
    /// - Parameter isHopeless: whether no connection to its conversation ever comes about.
    func conclude(_ result: LetterResult, of parcel: Parcel, isHopeless: Bool) async -> Conclusion {
        var conclusion = Conclusion()
        let hasMoved = result.call.map { pace.isMoved($0) } ?? false
        let now = wallClock.now
        let activityID = result.answer?.activityID
        // What is rare has a frame of its own: references are large, and thousands of requests wait at once.
        if parcel.step == .create { conclusion.opened = await opened(result, parcel) }
        // One number for all, so that what goes together comes back together.
        let chance = random()
        for task in parcel.tasks {
            let attempt = result.attempt(of: task)
            let step = parcel.step == .create ? DeliveryStep.create : task.work.step
            let next = DeliveryVerdict(retry: pace.retry, guarantee: task.guarantee).next(
                after: result.outcome, of: step, tries: task.tries + 1, hasMoved: hasMoved, random: chance)
            if case .end(.failed, let code) = next, task.work == .send, parcel.mayBeSplit(after: code) {
                conclusion.isSplit = true
                conclusion.again(task, after: .zero, code, attempt, now: now)
                continue
            }
            switch next {
            case .end(let state, let code):
                conclusion.end(task, state, code, attempt, activityID: task.work == .send ? activityID : nil)
            case .goOn where conclusion.opened == nil:
                conclusion.end(task, .failed, DeliveryCode(.unreadableAnswer), attempt, activityID: nil)
            case .goOn:
                conclusion.again(task, after: .zero, nil, attempt, now: now)
            case .again(let wait, let code):
                conclusion.again(task, after: wait, code, attempt, now: now)
            case .otherHost:
                guard let home = result.home, pace.move(parcel.lane, from: home.base) else {
                    conclusion.end(task, .failed, DeliveryCode(.wrongHost), attempt, activityID: nil)
                    continue
                }
                conclusion.again(task, after: .zero, DeliveryCode(.wrongHost), attempt, now: now)
            case .stop, .putBack:
                conclusion.again(task, after: .zero, task.delivery.code, attempt, now: now)
            case .unconnected where isHopeless:
                conclusion.end(task, .failed, DeliveryCode(.notConnected), attempt, activityID: nil)
            case .unconnected:
                conclusion.again(task, after: Self.connectionPause, task.delivery.code, attempt, now: now)
            }
        }
        if hasMoved || result.isRefused { await teach(result, parcel, hasMoved: hasMoved) }
        return conclusion
    }

    /// How long a conversation rests after a connection did not come about.
    private static let connectionPause: Duration = .seconds(2)

    /// The chat that the service made, which the registry gets to know.
    @inline(never)
    private func opened(_ result: LetterResult, _ parcel: Parcel) async -> ConversationReference? {
        guard let task = parcel.tasks.first, let answer = result.answer, let home = result.home,
            var chat = answer.chat(in: task.delivery.target.tenant, askedAt: home.base, pace.cloud)
        else { return nil }
        var member = Account()
        member.id = task.delivery.target.account
        member.aadObjectId = task.delivery.target.user
        await app.noteOpened(chat, with: member, at: home.base.description)
        chat.bot = app.botAccount
        chat.user = member
        return chat
    }

    /// What the registry learns from a refusal, or from an answer of another host.
    @inline(never)
    private func teach(_ result: LetterResult, _ parcel: Parcel, hasMoved: Bool) async {
        guard let task = parcel.tasks.first, let place = task.place else { return }
        switch result.outcome {
        case .answered where hasMoved && result.call?.base != result.home?.base:
            await app.noteReached(place, at: result.call?.base.description ?? "")
        case .refused(let refusal):
            let error = ConnectorError(parcel.step == .send ? "send" : "update", refusal)
            if error.code == .wrongHost, hasMoved, let home = result.home {
                pace.moveBack(parcel.lane, to: home.base)
            }
            guard refusal.fact.wait == .never, !refusal.isOfToken else { return }
            await app.noteRefused(place, error, notification: task.delivery.notification.rawValue)
        default: break
        }
    }
}

extension DeliveryWork {
    /// The request that does it.
    var step: DeliveryStep {
        switch self {
        case .send: .send
        case .update: .update
        case .delete: .delete
        }
    }
}

extension LetterResult {
    var answer: Answer? { if case .answered(let answer) = outcome { answer } else { nil } }

    /// Whether the service answered that it did not do it.
    var isRefused: Bool { if case .refused = outcome { true } else { false } }
}
