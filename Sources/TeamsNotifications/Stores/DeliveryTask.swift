package import JSONKit
package import TeamsModels

/// A delivery that a lane has to do something about, with all that this needs.
///
/// An object that never changes: lanes hold a hundred thousand of them and hand them on many times, which costs a
/// reference each.
package final class DeliveryTask: Sendable {
    package let delivery: Delivery
    package let work: DeliveryWork
    package let priority: NotificationPriority
    package let guarantee: NotificationGuarantee
    /// The newest version of the content.
    package let version: Int
    /// Whether the content is a text, which can be joined with others.
    package let isText: Bool
    /// How many deliveries of the notification are planned in this organisation, for the choice of a pace.
    package let remaining: Int
    /// What is stored of the conversation; nil for a person whose chat is not known.
    package let address: DeliveryAddress?
    package let locale: String?
    /// What lies over the content's data for this recipient.
    package let data: JSONObject?

    package init(
        delivery: Delivery, work: DeliveryWork, priority: NotificationPriority, guarantee: NotificationGuarantee,
        version: Int, isText: Bool, remaining: Int, address: DeliveryAddress?, locale: String?, data: JSONObject?
    ) {
        self.delivery = delivery
        self.work = work
        self.priority = priority
        self.guarantee = guarantee
        self.version = version
        self.isText = isText
        self.remaining = remaining
        self.address = address
        self.locale = locale
        self.data = data
    }

    /// The stored conversation as a request needs it, without a thread; nil when none is known.
    package var reference: ConversationReference? {
        guard let address, let conversation = delivery.target.conversation else { return nil }
        return address.reference(to: conversation.base, of: delivery.target)
    }

    /// The same with other work.
    package func with(_ work: DeliveryWork) -> DeliveryTask { with(delivery, address, work) }

    /// The same as it stands by now.
    func with(_ delivery: Delivery) -> DeliveryTask { with(delivery, address, work) }

    /// The same in a conversation that is known by now.
    func with(_ delivery: Delivery, in chat: ConversationReference) -> DeliveryTask {
        with(delivery, DeliveryAddress(chat), work)
    }

    private func with(_ delivery: Delivery, _ address: DeliveryAddress?, _ work: DeliveryWork) -> DeliveryTask {
        DeliveryTask(
            delivery: delivery, work: work, priority: priority, guarantee: guarantee, version: version, isText: isText,
            remaining: remaining, address: address, locale: locale, data: data)
    }
}

extension DeliveryTask: Equatable {
    package static func == (first: DeliveryTask, second: DeliveryTask) -> Bool {
        first.delivery == second.delivery && first.work == second.work && first.priority == second.priority
            && first.guarantee == second.guarantee && first.version == second.version && first.isText == second.isText
            && first.remaining == second.remaining && first.address == second.address
            && first.locale == second.locale && first.data == second.data
    }
}
