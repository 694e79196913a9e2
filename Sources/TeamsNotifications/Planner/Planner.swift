internal import Foundation
package import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// Turns the audience of a notification into deliveries, a page at a time.
///
/// Each page and the cursor behind it are stored together: a process that ends in the middle goes on from there.
/// Rosters are read when planning begins, and again after a restart; they are not kept. Planning stops when the
/// notification is paused, cancelled or recalled, and when its task is cancelled.
package struct Planner: Sendable {
    private let store: any NotificationStore
    private let service: AudienceService
    private let wallClock: WallClock
    private let installer: AppInstaller?
    private let onPart: @Sendable (_ isNews: Bool) -> Void

    /// - Parameters:
    ///   - service: what knows rosters and channels: ``AudienceService/init(_:)`` with the app's connector.
    ///   - installer: installs the app for those who lack it, where a notification wants that.
    ///   - onPart: told when a part is stored: its deliveries may go before the last part is planned. Says whether
    ///     they may come before those that lanes hold already.
    package init(
        store: any NotificationStore, service: AudienceService, wallClock: WallClock, installer: AppInstaller? = nil,
        onPart: @escaping @Sendable (_ isNews: Bool) -> Void = { _ in }
    ) {
        self.onPart = onPart
        self.store = store
        self.service = service
        self.wallClock = wallClock
        self.installer = installer
    }

    /// Plans to the end, or until the task or the notification is stopped.
    ///
    /// - Throws: `CancellationError`; what the store or the service throws when the same may work later.
    package func plan(_ record: NotificationRecord) async throws {
        guard record.state == .planning else { return }
        let reader = AudienceReader(store: store, service: service)
        let audience: ResolvedAudience
        do {
            audience = record.request.audience.resolved(with: try await reader.facts(for: record.request.audience))
        } catch let error as AudienceProblem {
            return try await end(record, problem: error.message)
        }
        let survey: Survey
        do {
            survey = try await storeAll(of: audience, for: record, reader)
        } catch let error as ConnectorError where error.isFinalForAudience {
            return try await end(record, problem: "The audience could not be read: \(error)")
        }
        guard survey.hasEnded else { return }
        let isEmpty = survey.found == 0 && record.planCursor == nil
        try await end(record, problem: isEmpty ? "Nobody was meant: \(record.request.audience) has no one in it" : nil)
    }

    /// What came of going through an audience.
    private struct Survey {
        /// How many candidates it has.
        var found = 0
        /// Whether it came to the end: nobody stopped the notification before.
        var hasEnded = true
    }

    /// Deliveries that are stored together, with the cursor behind them.
    private struct Part {
        /// So many are stored at once: enough for few writes, and few enough for those who wait for the end of one.
        static let size = 8000

        let isFirst: Bool
        var deliveries: [NewDelivery] = []
        var behind = PlanCursor()
        var pages = 0

        // The first goes at once: its messages can be sent while the rest is planned.
        var isFull: Bool { isFirst || deliveries.count >= Self.size || pages >= 8 }
    }

    /// Stores the deliveries of an audience. The next ones are read while a part is being written.
    private func storeAll(
        of audience: ResolvedAudience, for record: NotificationRecord, _ reader: AudienceReader
    ) async throws -> Survey {
        var draft = PlanDraft(record.request, occursAt: record.occursAt ?? wallClock.now)
        var survey = Survey()
        try await withThrowingTaskGroup(of: Bool.self) { writing in
            var part = Part(isFirst: true)
            try await reader.read(audience, from: PlanCursor(record.planCursor)) { candidates, behind in
                survey.found += candidates.count
                let (able, lacking) = try await divided(candidates, for: record)
                part.deliveries += try await deliveries(for: able, &draft)
                if !lacking.isEmpty {
                    // Those who have the app do not wait for the others.
                    if try await writing.next() == false { survey.hasEnded = false }
                    guard survey.hasEnded, try await add(part.deliveries, of: record) else {
                        survey.hasEnded = false
                        return false
                    }
                    part.deliveries = []
                    survey.hasEnded = try await install(for: lacking, of: record, reader, &draft)
                    guard survey.hasEnded else { return false }
                }
                part.behind = behind
                part.pages += 1
                guard part.isFull else { return true }
                if part.isFirst, record.planCursor == nil, behind.source == 0 {
                    part.deliveries += try await deliveries(for: try await reader.beginnings(of: audience), &draft)
                }
                if try await writing.next() == false { survey.hasEnded = false }
                guard survey.hasEnded else { return false }
                writing.addTask { [part] in try await save(part, of: record) }
                part = Part(isFirst: false)
                return true
            }
            if try await writing.next() == false { survey.hasEnded = false }
            if survey.hasEnded, part.pages > 0 { survey.hasEnded = try await save(part, of: record) }
        }
        return survey
    }

    private func deliveries(for candidates: [Candidate], _ draft: inout PlanDraft) async throws -> [NewDelivery] {
        let people = draft.people(in: candidates)
        var optedOut: Set<String> = []
        if let category = draft.category, !people.isEmpty {
            optedOut = try await store.optedOut(among: people, of: category)
        }
        return draft.deliveries(for: candidates, optedOut: optedOut)
    }

    /// Those who can be written to as far as is known, and those who are to get the app first.
    private func divided(
        _ candidates: [Candidate], for record: NotificationRecord
    ) async throws -> (able: [Candidate], lacking: [Candidate]) {
        guard installer != nil, record.request.installs else { return (candidates, []) }
        var optedOut: Set<String> = []
        if let category = record.request.category {
            let people = candidates.filter(\.mayGetApp).flatMap(\.personIDs)
            optedOut = try await store.optedOut(among: people, of: category)
        }
        func lacksApp(_ candidate: Candidate) -> Bool {
            candidate.mayGetApp && !candidate.personIDs.contains(where: optedOut.contains)
        }
        return (candidates.filter { !lacksApp($0) }, candidates.filter(lacksApp))
    }

    /// Installs the app for those who lack it, and plans each of them as soon as that is done.
    /// - Returns: false when the notification is not to be planned any more.
    private func install(
        for lacking: [Candidate], of record: NotificationRecord, _ reader: AudienceReader, _ draft: inout PlanDraft
    ) async throws -> Bool {
        guard let installer else { return true }
        let crew = InstallationCrew(installer: installer)
        return try await PlannedInstallation(crew: crew, record: record, now: { wallClock.now }).run(for: lacking) {
            ready, failed in
            var candidates = try await reader.chats(of: ready) + failed
            let known = Set(candidates.compactMap(\.recipient.user))
            for user in ready where !known.contains(user.lowercased()) {
                let lost = Recipient(user: user, account: nil, tenant: nil)
                candidates.append(Candidate(lost, obstacle: .notInstalled))
            }
            return try await add(try await deliveries(for: candidates, &draft), of: record)
        }
    }

    /// Stores deliveries of the page that is being planned.
    private func add(_ deliveries: [NewDelivery], of record: NotificationRecord) async throws -> Bool {
        guard !deliveries.isEmpty else { return true }
        let stored = try await store.plan(deliveries, of: record.id) { _ in }
        onPart(true)
        return stored?.state == .planning
    }

    /// - Returns: false when the notification is not to be planned any more.
    private func save(_ part: Part, of record: NotificationRecord) async throws -> Bool {
        let stored = try await store.plan(part.deliveries, of: record.id) { known in
            if known.state == .planning { known.planCursor = part.behind.text }
        }
        onPart(part.isFirst || record.request.priority == .urgent)
        return stored?.state == .planning
    }

    /// Stores that planning is over, and with it all when nothing is to be sent.
    private func end(_ record: NotificationRecord, problem: String?) async throws {
        let now = wallClock.now
        _ = try await store.plan([], of: record.id) { $0.endPlanning(at: now, problem: problem) }
    }
}

extension NotificationRecord {
    /// Planning is over: the notification is being sent, or is done when nothing is left to send.
    mutating func endPlanning(at now: Date, problem: String?) {
        let isPaused = state == .paused && stateBeforePause == .planning
        guard state == .planning || isPaused else { return }
        planCursor = nil
        if let problem { self.problem = problem }
        if counts.planned + counts.sending > 0 || isPaused {
            if isPaused { stateBeforePause = .sending } else { state = .sending }
        } else if request.schedule.isRecurring, wakesAt != nil {
            state = .scheduled
        } else {
            state = .done
            finishedAt = now
        }
    }
}

/// Why the audience of a notification cannot be known, now or later.
struct AudienceProblem: Error {
    let message: String
}

extension ConnectorError {
    /// Whether asking for a roster again gives no other answer.
    fileprivate var isFinalForAudience: Bool {
        guard let status else { return code == .invalidRequest }
        return (400..<500).contains(status) && ![401, 408, 412, 429].contains(status)
    }
}
