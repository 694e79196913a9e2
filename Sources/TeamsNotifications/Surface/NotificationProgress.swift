internal import ServiceKit

/// How a notification gets on; see ``Notifications/progress(of:)``.
public struct NotificationProgress: AsyncSequence, Sendable {
    /// It has no error to end with.
    public typealias Failure = Never
    private let id: NotificationID
    private let notifications: Notifications

    init(_ id: NotificationID, of notifications: Notifications) {
        self.id = id
        self.notifications = notifications
    }

    /// Goes through the changes.
    public struct Iterator: AsyncIteratorProtocol {
        private let id: NotificationID
        private let notifications: Notifications
        private var last: NotificationRecord?
        private var isOver = false
        private var meter = ProgressMeter()
        /// Looks without any change: the pauses between them grow.
        private var quietLooks = 0

        init(_ id: NotificationID, of notifications: Notifications) {
            self.id = id
            self.notifications = notifications
        }

        /// The next change; nil after the end, and when the task is cancelled.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> NotificationStatus? {
            if isOver { return nil }
            if last != nil { quietLooks = 0 }
            while true {
                if last != nil || quietLooks > 0 {
                    let pause = Self.pause(after: quietLooks)
                    guard (try? await notifications.time.sleep(for: pause)) != nil else { return nil }
                }
                quietLooks += 1
                guard !Task.isCancelled else { return nil }
                let found: NotificationRecord?
                do {
                    found = try await notifications.record(id)
                } catch {
                    continue
                }
                guard let record = found else {
                    isOver = true
                    return nil
                }
                guard record != last else { continue }
                last = record
                isOver = record.state.isOver
                let counts = record.counts
                meter.note(counts.total - counts.planned - counts.sending, at: notifications.time.elapsed)
                return notifications.makeStatus(record, pace: meter.pace)
            }
        }

        /// A quarter of a second; when nothing happens, longer, up to two seconds.
        static func pause(after quietLooks: Int) -> Duration {
            .milliseconds(250) * Swift.min(Swift.max(quietLooks, 1), 8)
        }
    }

    /// Begins with where it stands now.
    public func makeAsyncIterator() -> Iterator { Iterator(id, of: notifications) }
}
