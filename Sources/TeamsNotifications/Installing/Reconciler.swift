internal import JSONKit
internal import LockKit
internal import TeamsApp
internal import TeamsConnector
package import TeamsModels

/// Compares the registry with what Microsoft Graph says is installed.
///
/// Everybody of the organisation is asked about, thirty a second. Of a large organisation no more is held at a time
/// than a page of people, a number for each of them, and the lists of what differs, which are cut at ``maxListed``.
package final class Reconciler: Sendable {
    /// So many differences of each kind are told; all are counted.
    static let maxListed = 10_000
    private static let width = 60

    private let app: App
    private let installer: AppInstaller
    private let isRunning = Mutex(false)
    private var graph: GraphClient { app.connector.graph }

    init(installer: AppInstaller) {
        app = installer.app
        self.installer = installer
    }

    /// - Parameter applies: whether the registry is changed: what is missing here becomes known, and what is missing
    ///   there counts as uninstalled.
    /// - Throws: ``NotificationError`` when Graph does not tell, or another comparison is under way.
    package func compare(applies: Bool, tenant asked: TenantID? = nil) async throws -> ReconcileReport {
        let isFirst = isRunning.withLock { running in
            defer { running = true }
            return !running
        }
        guard isFirst else { throw NotificationError(.wrongState, "the registry is being compared already") }
        defer { isRunning.withLock { $0 = false } }
        do {
            let tenant = try await installer.tenant(asked)
            let appID = try await installer.catalogue.id(in: tenant)
            var report = ReconcileReport()
            let there = try await comparePeople(appID, tenant, applies, &report)
            try await compareRegistry(there, appID, tenant, applies, &report)
            return report
        } catch let error as GraphError {
            if error.code == .cancelled { throw CancellationError() }
            throw NotificationError(error.concernsEverything ? .wrongState : .unavailable, error.message)
        } catch let failure as InstallationFailure {
            throw NotificationError(failure.concernsEverything ? .wrongState : .unavailable, failure.message)
        }
    }

    // MARK: Those whom Graph knows

    /// Everybody whom Graph knows: whether they have the app, and whether the registry says so.
    /// - Returns: those who have it, each as a hash.
    private func comparePeople(
        _ appID: String, _ tenant: TenantID?, _ applies: Bool, _ report: inout ReconcileReport
    ) async throws -> Set<Int> {
        var there: Set<Int> = []
        var link: String?
        repeat {
            let page = try await graph.page(.users(), after: link, tenant: tenant)
            let people = page.items.compactMap(InstallationTarget.init(user:))
            for (person, installation) in try await installations(of: appID, people, tenant) {
                guard let installation else { continue }
                there.insert(Self.hash(person.id))
                guard try await chats(of: person.id, tenant).allSatisfy({ $0.uninstalledAt != nil }) else { continue }
                var conversation: ConversationID?
                if applies {
                    conversation = try await installer.makeChatKnown(person, installation: installation, tenant)
                    report.unchanged -= 1  // it is met again among those that the registry knows
                }
                report.addMissingHere(
                    ReconcileReport.Place(scope: .personal, user: person.id, conversation: conversation))
            }
            link = page.next
        } while link != nil
        return there
    }

    /// The installation that each of them has; asked for many at a time.
    private func installations(
        of appID: String, _ people: [InstallationTarget], _ tenant: TenantID?
    ) async throws -> [(InstallationTarget, String?)] {
        try await withThrowingTaskGroup(of: (InstallationTarget, String?).self) { group in
            var found: [(InstallationTarget, String?)] = []
            var running = 0
            for person in people {
                if running >= Self.width, let one = try await group.next() {
                    found.append(one)
                    running -= 1
                }
                group.addTask { [installer] in
                    do {
                        return (person, try await installer.installation(of: appID, at: person, tenant))
                    } catch let error as GraphError where error.code == .notFound {
                        return (person, nil)  // gone since the list was read
                    }
                }
                running += 1
            }
            for try await one in group { found.append(one) }
            return found
        }
    }

    private func chats(of user: String, _ tenant: TenantID?) async throws -> [KnownConversation] {
        let query = ConversationQuery(person: AccountID(rawValue: user), tenant: tenant, type: .personal)
        return try await app.conversations.page(of: query, after: nil, limit: 10).conversations
    }

    // MARK: Those whom the registry knows

    /// Every installation of the registry: whether Graph shows it.
    private func compareRegistry(
        _ there: Set<Int>, _ appID: String, _ tenant: TenantID?, _ applies: Bool, _ report: inout ReconcileReport
    ) async throws {
        for try await page in app.conversations.pages(of: ConversationQuery(tenant: tenant)) {
            for known in page where known.uninstalledAt == nil {
                guard let (place, isThere) = try await place(of: known, there, appID, tenant) else { continue }
                if isThere {
                    report.unchanged += 1
                } else {
                    if applies { await app.noteUninstalled(known.id) }
                    report.addMissingThere(place)
                }
            }
        }
    }

    /// What a conversation is, and whether the app is installed there; nil for one that Graph is not asked about.
    private func place(
        of known: KnownConversation, _ there: Set<Int>, _ appID: String, _ tenant: TenantID?
    ) async throws -> (ReconcileReport.Place, Bool)? {
        switch InstallationScope(known) {
        case .personal?:
            guard let user = known.person?.directoryID else { return nil }
            return (
                ReconcileReport.Place(scope: .personal, user: user, conversation: known.id),
                there.contains(Self.hash(user))
            )
        case .team?:
            guard let group = known.team?.aadGroupId else { return nil }
            let place = ReconcileReport.Place(scope: .team, team: group, conversation: known.id)
            do {
                return (place, try await installer.installation(of: appID, at: .init(.team, group), tenant) != nil)
            } catch let error as GraphError where error.code == .notFound {
                return (place, false)
            }
        default: return nil
        }
    }

    /// A number that stands for a person: of a million, two have the same by a chance of one in thirty million.
    private static func hash(_ user: String) -> Int {
        var hasher = Hasher()
        hasher.combine(user.lowercased())
        return hasher.finalize()
    }
}
