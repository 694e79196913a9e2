internal import ExpressionKit
internal import Foundation
internal import JSONKit
internal import LockKit
package import ServiceKit
internal import TeamsModels

/// Looks at a request before it is accepted: what is wrong with it for anybody is found here, and nothing is sent.
package struct Intake: Sendable {
    let store: any NotificationStore
    let library: TemplateLibrary
    let wallClock: WallClock
    let wording: @Sendable (String?) -> OptOutWording
    let webhooks: WebhookBook
    private let makeID: @Sendable () -> NotificationID
    private let categories: KnownCategories

    /// - Parameters:
    ///   - wording: the words of the stock action, by language.
    ///   - webhooks: those with a name.
    package init(
        store: any NotificationStore, library: TemplateLibrary, wallClock: WallClock,
        makeID: @escaping @Sendable () -> NotificationID,
        wording: @escaping @Sendable (String?) -> OptOutWording = { OptOutWording.standard(for: $0) },
        webhooks: WebhookBook = .empty
    ) {
        self.store = store
        self.library = library
        self.wallClock = wallClock
        self.makeID = makeID
        self.wording = wording
        self.webhooks = webhooks
        categories = KnownCategories(store)
    }

    /// The notification as the store takes it.
    /// - Throws: ``NotificationError/Code/invalid`` with the place of what is wrong.
    package func prepare(
        _ request: NotificationRequest, idempotency: (key: String, digest: String)?
    ) async throws(NotificationError) -> NewNotification {
        let now = wallClock.now
        let request = naming(request)
        let findings = try await check(request, at: now)
        try await checkRecipients(of: request, findings)
        if let category = request.category { try await storing { try await categories.note(category) } }
        var record = NotificationRecord(id: makeID(), request: request, state: .planning, createdAt: now)
        if let wakesAt = request.schedule.firstWake(acceptedAt: now) {
            record.state = .scheduled
            record.wakesAt = wakesAt
        } else {
            record.occursAt = now
        }
        return NewNotification(record: record, idempotency: idempotency)
    }

    /// What an edit must be: a content for whoever has the notification, or will get it.
    /// - Throws: ``NotificationError/Code/invalid`` with the place of what is wrong.
    package func check(
        _ content: NotificationContent, replacing record: NotificationRecord
    ) async throws(NotificationError) {
        var request = record.request
        request.content = content
        try Self.checkForm(of: request)
        let findings = try await self.findings(request, at: wallClock.now)
        try await checkRecipients(of: request, findings)
    }

    /// All that can be said without the registry.
    func check(
        _ request: NotificationRequest, at now: Date
    ) async throws(NotificationError) -> ContentCheck.Findings {
        try Self.checkForm(of: request)
        if let refusal = request.schedule.refusal(at: now) { throw refusal }
        if let expiresAt = request.expiresAt {
            guard expiresAt > now else {
                throw NotificationError(.invalid, "is in the past: nothing would be sent", at: "/expiresAt")
            }
            if let first = request.schedule.firstWake(acceptedAt: now), expiresAt <= first {
                throw NotificationError(.invalid, "is over before the schedule begins", at: "/expiresAt")
            }
        }
        try await checkReferences(of: request.audience)
        try checkWebhooks(of: request.audience)
        return try await findings(request, at: now)
    }

    /// What is written in Swift is read once as the API would read it.
    private static func checkForm(of request: NotificationRequest) throws(NotificationError) {
        var shell = request
        shell.content.recipientData = [:]
        guard shell.audience.isShallow else {
            throw NotificationError(.invalid, "nests too deep", at: "/audience")
        }
        do throws(StrictError) {
            _ = try StrictReader.read(NotificationRequest.self, from: shell.json)
        } catch {
            throw NotificationError(.invalid, error.problem, at: error.pointer.description)
        }
    }

    private func findings(
        _ request: NotificationRequest, at now: Date
    ) async throws(NotificationError) -> ContentCheck.Findings {
        var environment = ExpressionEnvironment.system
        environment.now = { now }
        do throws(ContentError) {
            let compiled = try CompiledContent(request.content, category: request.category, library: library)
            let check = ContentCheck(
                content: request.content, compiled: compiled, environment: environment, wording: wording)
            return try check.addingWebhooks(of: request.audience, to: try await check.findings())
        } catch {
            throw NotificationError(.invalid, error.message, at: "/content" + error.pointer)
        }
    }

    /// The notifications that an audience names must be there.
    private func checkReferences(of audience: NotificationAudience) async throws(NotificationError) {
        for (id, name) in audience.unreadOf.map({ ($0, "unreadOf") })
            + audience.withoutActionOn.map({ ($0, "withoutActionOn") })
        {
            let known = try await storing { try await store.notification(id) }
            guard known == nil else { continue }
            throw NotificationError(
                .invalid, "there is no notification \"\(id.rawValue.excerpt)\"",
                at: "/audience" + (audience.pointer(of: id, named: name) ?? ""))
        }
    }

    /// Refuses what somebody could not get for want of data. Whether anybody is meant at all is known when it is
    /// planned: people come and go.
    private func checkRecipients(
        of request: NotificationRequest, _ findings: ContentCheck.Findings
    ) async throws(NotificationError) {
        guard let needed = findings.needsOwnData else { return }
        try Self.refuse(needed, in: try await survey(request))
    }

    static func refuse(_ needed: ContentError, in survey: PlanSurvey) throws(NotificationError) {
        guard let someone = survey.withoutData else { return }
        throw NotificationError(
            .invalid, "\(needed.message); recipients without data of their own need it, such as \(someone.excerpt)",
            at: "/content" + needed.pointer)
    }

    /// Runs what asks the store, with its errors as those of the engine.
    func storing<Value>(_ body: () async throws -> Value) async throws(NotificationError) -> Value {
        do {
            return try await body()
        } catch let error as NotificationError {
            throw error
        } catch {
            throw NotificationError(.unavailable, "\(error)")
        }
    }
}

extension NotificationAudience {
    /// Whether it nests no deeper than one that is read. Looks no further than that.
    fileprivate var isShallow: Bool { fits(depth: Self.maxDepth) }

    private func fits(depth: Int) -> Bool {
        guard depth > 0 else { return false }
        switch kind {
        case .any(let parts), .all(let parts): return parts.allSatisfy { $0.fits(depth: depth - 1) }
        case .not(let part): return part.fits(depth: depth - 1)
        default: return true
        }
    }

    /// Where it names a notification.
    fileprivate func pointer(of id: NotificationID, named name: String) -> String? {
        switch kind {
        case .unread(id) where name == "unreadOf": return "/unreadOf"
        case .withoutAction(id) where name == "withoutActionOn": return "/withoutActionOn"
        case .any(let parts), .all(let parts):
            let list = if case .any = kind { "any" } else { "all" }
            for (place, part) in parts.enumerated() {
                if let inner = part.pointer(of: id, named: name) { return "/\(list)/\(place)\(inner)" }
            }
            return nil
        case .not(let part): return part.pointer(of: id, named: name).map { "/not" + $0 }
        default: return nil
        }
    }
}
