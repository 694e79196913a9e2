public import Foundation

/// Where a notification stands.
public struct NotificationStatus: Sendable, Hashable, Identifiable {
    /// Its id.
    public let id: NotificationID
    /// Where it stands as a whole.
    public let state: NotificationState
    /// How many deliveries are in which state; of a recurring one those of all its times.
    public let counts: DeliveryCounts
    /// Recipients who get none, by reason.
    public let notPlanned: [DeliveryCode: Int]
    /// When it was accepted.
    public let createdAt: Date
    /// When it ended.
    public let finishedAt: Date?
    /// When it goes out, or goes out again; nil when no time is ahead.
    public let nextAt: Date?
    /// Which time of a recurring one this is, from 1.
    public let occurrence: Int
    /// The version of its content: 1, and one more with every edit.
    public let version: Int
    /// Whether it was recalled.
    public let isRecalled: Bool
    /// How many deliveries a second go out now.
    public let pace: Double
    /// When all of it will be done at the pace of now; nil when that is not known, or it is over.
    public let estimatedCompletion: Date?
    /// What is wrong with it as a whole, for people; nil when nothing is.
    public let problem: String?

    package init(_ record: NotificationRecord, pace: Double, estimatedCompletion: Date?) {
        id = record.id
        state = record.state
        counts = record.counts
        notPlanned = record.notPlanned
        createdAt = record.createdAt
        finishedAt = record.finishedAt
        nextAt = record.wakesAt
        occurrence = record.occurrence
        version = record.version
        isRecalled = record.isRecalled
        self.pace = pace
        self.estimatedCompletion = estimatedCompletion
        problem = record.problem
    }
}

extension NotificationStatus: CustomStringConvertible {
    /// One line for people: `sending: 120 of 1000 delivered, 3 failed`.
    public var description: String {
        var text = "\(state.rawValue): \(counts.delivered) of \(counts.total) delivered"
        for state in [DeliveryState.failed, .skipped, .unknown] where counts[state] > 0 {
            text += ", \(counts[state]) \(state.rawValue)"
        }
        return text
    }
}
