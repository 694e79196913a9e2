internal import JSONKit
public import TeamsModels

extension Notifications {
    /// Installs the app for people through Microsoft Graph: when this returns, that is durable, and goes on while
    /// ``run()`` runs. Who has the app already keeps it.
    ///
    /// ```swift
    /// let id = try await notifications.install(users: [ines, omar])
    /// let progress = try await notifications.installation(id)
    /// ```
    /// - Parameters:
    ///   - users: ids in Microsoft Entra.
    ///   - tenant: their organisation; the registration's own unless said.
    /// - Returns: by which id ``installation(_:)`` tells how far it is.
    @discardableResult
    public func install(users: [String], tenant: TenantID? = nil) async throws(NotificationError) -> String {
        try await install(
            InstallationWish(targets: users.map { InstallationTarget(.user, $0) }, tenant: tenant)
        ).id
    }

    /// Installs the app in teams, which are named by the ids of their groups in Microsoft Entra.
    @discardableResult
    public func install(teams: [String], tenant: TenantID? = nil) async throws(NotificationError) -> String {
        try await install(
            InstallationWish(targets: teams.map { InstallationTarget(.team, $0) }, tenant: tenant)
        ).id
    }

    /// Installs the app for everybody of the organisation who may sign in.
    /// - Parameter filter: an Adaptive Expression over `user`, a person as Microsoft Graph shows one, that is true for
    ///   whom it is meant: `user.department == 'Sales'`.
    @discardableResult
    public func installForEveryone(
        where filter: String? = nil, tenant: TenantID? = nil
    ) async throws(NotificationError) -> String {
        try await install(InstallationWish(isEveryone: true, filter: filter, tenant: tenant)).id
    }

    /// How far an installation is; nil when there is none of that id.
    public func installation(_ id: String) async throws(NotificationError) -> InstallationProgress? {
        guard let desk = parts.installing else { return nil }
        do throws(NotificationStoreError) {
            return try await desk.job(id).map(InstallationProgress.init)
        } catch {
            throw NotificationError(error)
        }
    }

    private func install(_ wish: InstallationWish) async throws(NotificationError) -> InstallationJob {
        guard let desk = parts.installing else {
            throw NotificationError(.unavailable, "there is nobody here who installs apps")
        }
        do throws(StrictError) { try wish.check() } catch {
            throw NotificationError(.invalid, error.problem, at: error.pointer.description)
        }
        return try await desk.accept(wish)
    }
}
