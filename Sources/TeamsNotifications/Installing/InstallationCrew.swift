internal import TeamsModels

/// Installs the app in many places at once: Graph takes a second or more for one, and allows thirty in that time.
struct InstallationCrew: Sendable {
    /// So many are under way at a time.
    static let width = 100

    let installer: AppInstaller

    /// Installs the app at each of `targets`, and tells of each as it ends.
    ///
    /// What concerns everything is asked once: after it, the rest ends in the same way without a request.
    /// - Parameters:
    ///   - targets: asked for one after the other, so that a long list is read piece by piece; nil ends.
    ///   - end: what came of one, with what the target was given along.
    func install<Tag: Sendable>(
        tenant: TenantID?, next: () async throws -> (InstallationTarget, Tag)?,
        end: (InstallationTarget, Tag, InstallationResult) async throws -> Void
    ) async throws {
        typealias Ended = (target: InstallationTarget, tag: Tag, result: InstallationResult)
        try await withThrowingTaskGroup(of: Ended.self) { group in
            var running = 0
            var trouble: InstallationFailure?
            func take(_ ended: Ended) async throws {
                running -= 1
                if case .failed(let failure) = ended.result, failure.concernsEverything { trouble = failure }
                try await end(ended.target, ended.tag, ended.result)
            }
            while let (target, tag) = try await next() {
                if let trouble {
                    try await end(target, tag, .failed(trouble))
                    continue
                }
                if running >= Self.width, let ended = try await group.next() { try await take(ended) }
                let installer = installer
                group.addTask { (target, tag, try await installer.install(target, tenant: tenant)) }
                running += 1
            }
            while let ended = try await group.next() { try await take(ended) }
        }
    }
}
