/// How far the app's installation for many is.
public struct InstallationProgress: Sendable, Hashable, Identifiable {
    /// By which it is asked for.
    public let id: String
    /// Whether all that can be done is done.
    public let isOver: Bool
    /// Places that are known, and not tried yet.
    public let waiting: Int
    /// Where the app was not, and is now.
    public let installed: Int
    /// Where it was.
    public let already: Int
    /// Where it could not be installed.
    public let failed: Int
    /// How many failed, by code: `missingPermission`, `notFound`, `blockedByPolicy`, …
    public let failures: [String: Int]
    /// What is wrong with everything, and what to do; nil when nothing is.
    public let problem: String?

    init(_ job: InstallationJob) {
        id = job.id
        isOver = job.state == .done
        waiting = job.counts.waiting
        installed = job.counts.installed
        already = job.counts.already
        failed = job.counts.failed
        failures = job.failures
        problem = job.problem
    }
}
