internal import Foundation
internal import TeamsConnector
internal import TeamsModels

/// What goes in one request: a delivery, or several that share a message. It was admitted, and holds its conversation.
struct Parcel: Sendable {
    /// The line that it was taken from.
    let line: String
    /// Where it was counted as sent.
    let lane: Lane
    var tasks: [DeliveryTask]
    /// Its number among all of its lane.
    var number = 0
    /// What ``LaneState/news`` was when it was admitted.
    var news = 0

    /// What its request is.
    var step: DeliveryStep {
        switch tasks.first?.work {
        case .update: .update
        case .delete: .delete
        case .send, nil: tasks.first?.delivery.target.conversation == nil ? .create : .send
        }
    }
}

extension DeliveryTask {
    /// The conversation, with the thread that the target names.
    var place: ConversationReference? {
        guard let address, let conversation = delivery.target.conversation else { return nil }
        return address.reference(to: conversation, of: delivery.target)
    }

    /// The same for a person whose chat is known now.
    func opened(as chat: ConversationReference) -> DeliveryTask {
        guard delivery.target.conversation == nil else { return self }
        var delivery = delivery
        delivery.target.conversation = chat.conversation?.id
        return with(delivery, in: chat)
    }

    /// How many requests count against the number of tries: those since the last that the service did, without those
    /// that got 401.
    var tries: Int {
        let last = delivery.attempts.reversed().prefix { $0.status.map { !(200..<300).contains($0) } ?? true }
        return min(delivery.tries, last.count { $0.status != 401 })
    }

    /// The state while it waits for another try: what is there stays there.
    var waitingState: DeliveryState { work == .send || delivery.state == .sending ? .planned : delivery.state }

    /// The same after one more request.
    func tried(_ attempt: DeliveryAttempt?, dueAt: Date) -> DeliveryTask {
        var delivery = delivery
        delivery.dueAt = dueAt
        if let attempt {
            delivery.tries += 1
            delivery.attempts.append(attempt)
        }
        return with(delivery)
    }
}
