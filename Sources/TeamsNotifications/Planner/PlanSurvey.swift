internal import Foundation
internal import ServiceKit
internal import TeamsModels

/// What becomes of an audience, counted.
struct PlanSurvey: Sendable {
    var recipients = 0
    var skipped: [DeliveryCode: Int] = [:]
    /// How many requests are due when, by organisation.
    var requests: [TenantID: [Date: Int]] = [:]
    private var chatRequests = 0
    private var posts = 0
    /// How many people's activity feeds are meant, by lane.
    private var feeds: [TenantID: Int] = [:]
    /// Somebody for whom the content has no data of one's own, though it needs them.
    var withoutData: String?
    var unknownZones = 0

    var isEmpty: Bool { recipients == 0 && skipped.isEmpty }

    mutating func count(_ delivery: NewDelivery) {
        if let code = delivery.skipped {
            skipped[code, default: 0] += 1
            return
        }
        recipients += 1
        switch delivery.target.route {
        case .chat: break
        case .webhook:
            posts += 1
            return
        case .activityFeed:
            feeds[delivery.target.tenant, default: 0] += 1
            return
        }
        // A chat that is not known is opened first.
        let requests = delivery.target.conversation == nil ? 2 : 1
        chatRequests += requests
        self.requests[delivery.target.tenant, default: [:]][delivery.dueAt, default: 0] += requests
    }
}

extension PlanSurvey {
    /// How many requests it takes.
    var requestCount: Int { chatRequests + posts + feeds.values.reduce(0) { $0 + FeedNotice.requests(for: $1) } }

    /// How long activity feeds take at the least: two requests a second.
    var feedSeconds: Double {
        feeds.values.map { Double((FeedNotice.requests(for: $0) - 1) / 2) }.max() ?? 0
    }
}

extension Intake {
    /// Goes through an audience as the planner would, but asks nobody and stores nothing.
    func survey(_ request: NotificationRequest) async throws(NotificationError) -> PlanSurvey {
        try await storing {
            let reader = AudienceReader(store: store, service: nil)
            let audience = request.audience.resolved(with: try await reader.facts(for: request.audience))
            var survey = PlanSurvey()
            var draft = PlanDraft(
                request, occursAt: request.schedule.firstWake(acceptedAt: wallClock.now) ?? wallClock.now)
            try await reader.read(audience, from: PlanCursor()) { candidates, _ in
                let people = draft.people(in: candidates)
                var optedOut: Set<String> = []
                if let category = request.category, !people.isEmpty {
                    optedOut = try await store.optedOut(among: people, of: category)
                }
                let meant =
                    request.installs
                    ? candidates.map { $0.mayGetApp ? $0.with(obstacle: nil) : $0 } : candidates
                for delivery in draft.deliveries(for: meant, optedOut: optedOut) {
                    survey.count(delivery)
                    if survey.withoutData == nil, delivery.skipped == nil,
                        !request.content.hasOwnData(for: delivery.target.user)
                    {
                        let target = delivery.target
                        survey.withoutData =
                            target.user ?? target.account?.rawValue ?? target.conversation?.rawValue
                    }
                }
                return true
            }
            survey.unknownZones = draft.unknownZones
            return survey
        }
    }
}

extension NotificationContent {
    /// Whether it brings data for one person in particular; in every language, where they stand there.
    fileprivate func hasOwnData(for user: String?) -> Bool {
        guard let user = user?.lowercased() else { return false }
        if recipientData[user] != nil { return true }
        guard case .locales(let contents, _) = kind else { return false }
        // A language without any says the same to everybody, or was refused already.
        let own = contents.values.map(\.recipientData).filter { !$0.isEmpty }
        return !own.isEmpty && own.allSatisfy { $0[user] != nil }
    }
}
