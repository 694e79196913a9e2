internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import LockKit
package import ServiceKit
internal import TeamsModels

/// Makes the messages of deliveries: reads each content once a version, and keeps as many as are under way.
///
/// What is the same for everybody is made once for each language and occurrence, with the time of its first
/// message; what has data of its own is expanded for each recipient, strictly: a name that the data lack fails that
/// delivery alone.
package final class ContentLibrary: MessageSource {
    /// Contents that are kept. More than so many at once are read again.
    private static let capacity = 256

    private let store: any NotificationStore
    private let templates: TemplateLibrary
    private let environment: ExpressionEnvironment
    private let wording: @Sendable (String?) -> OptOutWording
    private let kept = Mutex<[NotificationID: Kept]>([:])
    private let uses = Mutex(0)

    /// A content, and what was made of it for everybody.
    private struct Kept {
        let version: Int
        let content: CompiledContent
        var lastUse = 0
        var messages: [MessageKey: RenderedMessage] = [:]
    }

    private struct MessageKey: Hashable {
        let tag: String?
        let occurrence: Int
        let offersOptOut: Bool
    }

    /// - Parameter wording: the words of the stock action, by the recipient's language.
    package init(
        store: any NotificationStore, templates: TemplateLibrary, wallClock: WallClock,
        wording: @escaping @Sendable (String?) -> OptOutWording = { OptOutWording.standard(for: $0) }
    ) {
        self.store = store
        self.templates = templates
        self.wording = wording
        var environment = ExpressionEnvironment.system
        environment.now = { wallClock.now }
        self.environment = environment
    }

    package func message(for task: DeliveryTask) async throws -> RenderedMessage {
        let content = try await content(of: task.delivery.notification, atLeast: task.version)
        let variant = content.variant(for: task.locale)
        let target = task.delivery.target
        let isForPerson = target.user != nil || target.account != nil
        let tag = variant.tag ?? task.locale
        // Nobody hears of a button that is pressed on a webhook's card.
        let offersOptOut = target.route != .webhook && content.offersOptOut(variant, isForPerson: isForPerson)
        let isShared = task.data == nil && variant.recipientData.isEmpty
        // The wording follows the person's language also where the content has one for all.
        let key = MessageKey(
            tag: offersOptOut ? tag : variant.tag, occurrence: task.delivery.occurrence, offersOptOut: offersOptOut)
        if isShared, let made = kept.withLock({ $0[task.delivery.notification]?.messages[key] }) { return made }
        let message = try variant.message(
            with: variant.data(for: target.user, over: task.data),
            optOut: offersOptOut ? content.optOutAction(for: variant, wording: wording(tag)) : nil,
            environment: environment)
        if isShared { keep(message, as: key, of: task.delivery.notification, version: task.version) }
        return message
    }

    private func content(of id: NotificationID, atLeast version: Int) async throws -> CompiledContent {
        let use = uses.withLock { uses in
            uses += 1
            return uses
        }
        let known = kept.withLock { kept -> CompiledContent? in
            guard let known = kept[id], known.version >= version else { return nil }
            kept[id]?.lastUse = use
            return known.content
        }
        if let known { return known }
        guard let record = try await store.notification(id) else {
            throw ContentError("the notification \(id) is not in the store any more")
        }
        let content = try CompiledContent(
            record.request.content, category: record.request.category, library: templates)
        kept.withLock { kept in
            if let other = kept[id], other.version > record.version { return }
            if kept.count >= Self.capacity, kept[id] == nil,
                let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                kept[oldest.key] = nil
            }
            kept[id] = Kept(version: record.version, content: content, lastUse: use)
        }
        return content
    }

    private func keep(_ message: RenderedMessage, as key: MessageKey, of id: NotificationID, version: Int) {
        kept.withLock { kept in
            guard let known = kept[id], known.version >= version else { return }
            // Languages and occurrences come from outside: a few are kept.
            if known.messages.count >= 32 { kept[id]?.messages.removeAll() }
            kept[id]?.messages[key] = message
        }
    }
}
