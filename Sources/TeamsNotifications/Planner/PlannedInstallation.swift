internal import Foundation
internal import TeamsModels

/// A notification that installs the app first: those who lack it get it through Microsoft Graph while what is planned
/// already is being sent.
struct PlannedInstallation: Sendable {
    /// So many who have the app now are planned together: half a second of installing.
    private static let batch = 15

    let crew: InstallationCrew
    let record: NotificationRecord
    let now: @Sendable () -> Date

    /// Installs the app for each of `lacking`.
    /// - Parameter plan: plans those who have it now, by their ids, and those who have not, with the reason. Returns
    ///   whether the notification is still wanted.
    /// - Returns: whether it is, at the end.
    func run(
        for lacking: [Candidate], _ plan: (_ ready: [String], _ failed: [Candidate]) async throws -> Bool
    ) async throws -> Bool {
        let home = try await crew.installer.tenant()
        var isWanted = true
        var ready: [String] = []
        var failed: [Candidate] = []
        for (tenant, people) in Dictionary(grouping: lacking, by: { $0.recipient.tenant ?? home }) {
            var place = 0
            try await crew.install(tenant: tenant) { () -> (InstallationTarget, Candidate)? in
                guard isWanted, !isExpired, place < people.count else { return nil }
                defer { place += 1 }
                let user = people[place].recipient.user ?? ""
                return (InstallationTarget(.user, user), people[place])
            } end: { target, candidate, result in
                if case .failed(let failure) = result {
                    failed.append(candidate.with(obstacle: .installing(failure.code)))
                } else {
                    ready.append(target.id)
                }
                guard ready.count + failed.count >= Self.batch else { return }
                isWanted = try await plan(ready, failed)
                ready = []
                failed = []
            }
            if isExpired { failed += people[place...].map { $0.with(obstacle: .expired) } }
        }
        guard !ready.isEmpty || !failed.isEmpty else { return isWanted }
        return try await plan(ready, failed)
    }

    private var isExpired: Bool { record.request.expiresAt.map { $0 <= now() } ?? false }
}

extension Candidate {
    /// Whether it is a person whom the app can be installed for: nothing is known of a chat with them. Who removed the
    /// app is left alone.
    var mayGetApp: Bool {
        recipient.type == .personal && !recipient.isKnown && thread == nil && reader == nil
            && recipient.user?.isEmpty == false && (obstacle == nil || obstacle == .notInstalled)
    }

    func with(obstacle: DeliveryCode?) -> Candidate {
        var candidate = self
        candidate.obstacle = obstacle
        return candidate
    }
}

extension DeliveryCode {
    /// Skipped: the app could not be installed, for this reason.
    static func installing(_ reason: String) -> DeliveryCode {
        DeliveryCode(rawValue: "install\(reason.prefix(1).uppercased())\(reason.dropFirst())")
    }
}
