internal import LockKit

/// Bodies that many recipients get alike, written once.
final class BodyCache: Sendable {
    struct Key: Sendable, Hashable {
        let notification: NotificationID
        let version: Int
        let locale: String?
        let isNew: Bool

        /// Nil for a task whose body is its own.
        init?(_ task: DeliveryTask, isNew: Bool) {
            guard task.data == nil, !task.delivery.target.isTargeted else { return nil }
            notification = task.delivery.notification
            version = task.version
            locale = task.locale
            self.isNew = isNew
        }
    }

    private let capacity: Int
    private let bodies = Mutex<[Key: [UInt8]]>([:])

    init(capacity: Int = 256) { self.capacity = capacity }

    subscript(key: Key?) -> [UInt8]? { key.flatMap { key in bodies.withLock { $0[key] } } }

    func keep(_ body: [UInt8], as key: Key?) {
        guard let key else { return }
        bodies.withLock { bodies in
            if bodies.count >= capacity { bodies.removeAll(keepingCapacity: true) }
            bodies[key] = body
        }
    }
}
