internal import Foundation
internal import TeamsModels
internal import TeamsNotifications

extension NotificationStoreConformance {
    static let random: [Promise] = [
        (
            "whatever happens in whatever order, the ledger is what a plain model says (seed 1)",
            { try await walk($0, 1) }
        ),
        (
            "whatever happens in whatever order, the ledger is what a plain model says (seed 2)",
            { try await walk($0, 2) }
        ),
        (
            "whatever happens in whatever order, the ledger is what a plain model says (seed 3)",
            { try await walk($0, 3) }
        ),
    ]

    /// Ten thousand steps, and now and then a look at everything.
    private static func walk(_ trial: StoreTrial, _ seed: UInt64) async throws {
        var walk = StoreWalk(trial: trial, seed: seed)
        for step in 0..<3_400 {
            do { try await walk.step() } catch {
                throw failure("seed \(seed), step \(step): \(error)\nthe last steps: \(walk.log.suffix(12))")
            }
            if step.isMultiple(of: 200) { try await walk.compare() }
        }
        try await walk.compare()
    }
}
