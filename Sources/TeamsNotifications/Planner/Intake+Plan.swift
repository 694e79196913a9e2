internal import Foundation
internal import JSONKit
internal import ServiceKit
internal import TeamsModels

extension Intake {
    /// What a request would do. Nothing is stored, and no request is made.
    /// - Throws: ``NotificationError/Code/invalid`` for what would be refused.
    package func plan(_ request: NotificationRequest) async throws(NotificationError) -> NotificationPlan {
        let now = wallClock.now
        let request = naming(request)
        let findings = try await check(request, at: now)
        let survey = try await survey(request)
        if let needed = findings.needsOwnData { try Self.refuse(needed, in: survey) }
        var plan = NotificationPlan()
        plan.recipients = survey.recipients
        plan.skipped = survey.skipped
        plan.requests = survey.requestCount
        plan.largestBytes = findings.largestBytes
        let waiting = try await waiting(beside: request)
        plan.estimatedSeconds =
            survey.requests.values.map { requests in
                PaceFloor.seconds(
                    of: requests, ahead: waiting.before + min(waiting.beside, requests.values.reduce(0, +)))
            }.max() ?? 0
        plan.estimatedSeconds = max(plan.estimatedSeconds, survey.feedSeconds)
        plan.warnings = try await warnings(request, findings, survey, at: now)
        return plan
    }

    /// How many deliveries of other notifications wait: those that go first, and those that take turns with it.
    private func waiting(
        beside request: NotificationRequest
    ) async throws(NotificationError) -> (before: Int, beside: Int) {
        // What goes later meets what waits then, which nobody knows.
        guard request.schedule == .now else { return (0, 0) }
        return try await storing {
            var before = 0
            var beside = 0
            var cursor: String?
            repeat {
                let page = try await store.notifications(
                    in: [.planning, .sending], recurringOnly: false, after: cursor, limit: 200)
                for other in page.items {
                    let count = other.counts.planned + other.counts.sending
                    if other.request.priority < request.priority { before += count }
                    if other.request.priority == request.priority { beside += count }
                }
                cursor = page.next
            } while cursor != nil
            return (before, beside)
        }
    }

    private func warnings(
        _ request: NotificationRequest, _ findings: ContentCheck.Findings, _ survey: PlanSurvey, at now: Date
    ) async throws(NotificationError) -> [String] {
        var warnings: [String] = []
        if request.content.lacksSummary {
            warnings.append(
                "The card has no summary: notifications of the system and lists of chats do not show what it says. "
                    + "Set `summary`"
            )
        }
        warnings += findings.warnings
        warnings += audienceWarnings(request, survey, at: now)
        warnings += try await channelWarnings(request)
        if !request.audience.unreadOf.isEmpty,
            try await storing({ try await store.value(ReceiptNotes.receiptsSeen) }) == nil
        {
            warnings.append(
                "No read receipt has ever come, so everybody counts as one who has not read it: "
                    + "the app's manifest needs the permission ChatMessageReadReceipt.Read.Chat"
            )
        }
        let isScheduled = request.schedule != .now
        let rules = ContentRules(isScheduled ? .scheduled : .notification, category: request.category)
        var seen: Set<ContentAdvice> = []
        for message in findings.messages {
            warnings += rules.advice(for: message.activity).filter { seen.insert($0).inserted }.map(\.description)
        }
        return warnings
    }

    /// A misspelt name reaches nobody, and nothing else says so.
    private func channelWarnings(_ request: NotificationRequest) async throws(NotificationError) -> [String] {
        let missing = try await storing {
            try await AudienceReader(store: store, service: nil).missingChannels(of: request.audience)
        }
        var warnings = missing.prefix(Self.mostChannelWarnings).map { team, name in
            "The bot knows no channel \"\(name.excerpt)\" in the team \(team.rawValue.excerpt): it asks for the team's "
                + "channels when it is sent, and what is not among them is left out"
        }
        if missing.count > warnings.count {
            warnings.append("\(missing.count - warnings.count) more channels that are named are not known")
        }
        return warnings
    }

    /// So many channels are told one by one.
    private static let mostChannelWarnings = 10

    private func audienceWarnings(
        _ request: NotificationRequest, _ survey: PlanSurvey, at now: Date
    ) -> [String] {
        var warnings: [String] = []
        for conversation in request.audience.rosters.sorted() {
            warnings.append(
                "The members of \(conversation) are read when it is sent: they are not counted here, "
                    + "and what excludes them excludes nobody here"
            )
        }
        if survey.isEmpty, request.audience.rosters.isEmpty {
            warnings.append("Nobody is meant: \(request.audience) has no one in it that the bot knows")
        }
        guard case .local(let time, let fallback) = request.schedule.kind else { return warnings }
        if survey.unknownZones > 0 {
            warnings.append(
                "\(survey.unknownZones) recipients have a zone that nobody knows: they get it by \(fallback)")
        }
        if time.worldwide.lowerBound < now {
            warnings.append("\(time) has passed in some zones: people there get it at once")
        }
        return warnings
    }
}

extension NotificationContent {
    /// Whether a card of it goes out without a summary.
    fileprivate var lacksSummary: Bool {
        switch kind {
        case .text: false
        case .card, .template: summary == nil
        case .locales(let contents, _): summary == nil && contents.values.contains(where: \.lacksSummary)
        }
    }
}
