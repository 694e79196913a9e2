internal import Foundation
internal import LockKit
internal import ServiceKit

/// Turns the events of one feed into notifications. Moves on only when something durable has become of an event: a
/// notification, or an entry among the rejected. While the store cannot be written, it waits.
package final class EventSource: Service, EventSink {
    /// So many events are worked on at a time: what waits together becomes durable together.
    private static let width = 16

    private let feed: any EventFeed
    private let mapping: EventMapping
    private let desk: any NotificationDesk
    private let store: any NotificationStore
    private let time: Stopwatch
    private let wallClock: WallClock
    private let logger: Log
    private let state: Mutex<SourceStatus>
    private let isOver: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init(
        _ settings: EventSourceSettings, feed: any EventFeed, desk: any NotificationDesk, store: any NotificationStore,
        time: Stopwatch, wallClock: WallClock, logger: Log
    ) {
        self.feed = feed
        mapping = settings.mapping
        self.desk = desk
        self.store = store
        self.time = time
        self.wallClock = wallClock
        self.logger = logger
        state = Mutex(SourceStatus(name: settings.name, kind: settings.origin.kind))
        (isOver, end) = AsyncStream.makeStream(of: Void.self)
    }

    /// How it does.
    package var status: SourceStatus { state.withLock { $0 } }

    /// Reads until it is told to end. What is under way then is read again next time.
    package func run() async throws {
        await withTaskGroup { group in
            group.addTask { await self.keepReading() }
            group.addTask { for await _ in self.isOver {} }
            await group.next()
            group.cancelAll()
        }
        state.withLock { $0.isStopped = true }
    }

    package func beginShutdown() { end.finish() }

    private func keepReading() async {
        var pause = RetryPause()
        while !Task.isCancelled {
            do {
                try await feed.read(into: self)
            } catch {
                guard !Task.isCancelled else { return }
                if status.isConnected { pause = RetryPause() }
                note(trouble: "\(error)")
            }
            state.withLock { $0.isConnected = false }
            do { try await time.sleep(for: pause.next()) } catch { return }
        }
    }

    // MARK: The feed's side

    package func noteConnected() {
        let isNew = state.withLock { state in
            defer { state.isConnected = true }
            state.feedTrouble = nil
            return !state.isConnected
        }
        if isNew { logger.info("A source of events is read", ["source": status.name]) }
    }

    package func note(lag: Int) { state.withLock { $0.lag = lag } }

    package func note(trouble: String?) {
        let isNew = state.withLock { state in
            defer { state.feedTrouble = trouble }
            return trouble != nil && state.feedTrouble == nil
        }
        if isNew, let trouble {
            logger.warning("A source of events cannot be read", ["source": status.name, "error": trouble])
        }
    }

    package func take(_ events: [SourceEvent]) async throws {
        guard !events.isEmpty else { return }
        let now = wallClock.now
        state.withLock { $0.lastEventAt = now }
        try await withThrowingTaskGroup(of: Void.self) { group in
            var rest = events[...]
            for event in rest.prefix(Self.width) { group.addTask { try await self.settle(event) } }
            rest = rest.dropFirst(Self.width)
            while try await group.next() != nil {
                if let event = rest.popFirst() { group.addTask { try await self.settle(event) } }
            }
        }
    }

    // MARK: One event

    private func settle(_ event: SourceEvent) async throws {
        var pause = RetryPause()
        while true {
            do throws(NotificationError) {
                let counted = try await attempt(event)
                let wasInTrouble = state.withLock { state in
                    state[keyPath: counted] += 1
                    defer { state.storeTrouble = nil }
                    return state.storeTrouble != nil
                }
                if wasInTrouble { logger.info("A source of events goes on", ["source": status.name]) }
                return
            } catch {
                try Task.checkCancellation()
                let isNew = state.withLock { state in
                    defer { state.storeTrouble = error.message }
                    return state.storeTrouble == nil
                }
                if isNew {
                    logger.warning(
                        "A source of events waits for the store", ["source": status.name, "error": error.message])
                }
                try await time.sleep(for: pause.next())
            }
        }
    }

    /// - Returns: what it counts as.
    /// - Throws: when the store cannot be written.
    private func attempt(_ event: SourceEvent) async throws(NotificationError) -> Count {
        let outcome: EventMapping.Outcome
        do throws(EventFault) { outcome = try mapping.outcome(of: event, now: wallClock.now) } catch {
            return try await reject(event, error)
        }
        guard case .notification(let request, let key, let digest) = outcome else { return \.skipped }
        let fault: EventFault
        do throws(NotificationError) {
            switch try await desk.accept(request, idempotency: (key: key, digest: digest)) {
            case .accepted: return \.accepted
            case .repeated: return \.repeated
            case .conflict: fault = EventFault("was used for another notification", at: "/idempotencyKey")
            }
        } catch {
            guard [.invalid, .notFound, .wrongState, .idempotencyConflict].contains(error.code) else { throw error }
            fault = EventFault(error.message, at: "/notification" + (error.pointer ?? ""))
        }
        return try await reject(event, fault)
    }

    private func reject(_ event: SourceEvent, _ fault: EventFault) async throws(NotificationError) -> Count {
        let rejected = RejectedEvent(event, because: fault.reason, at: wallClock.now)
        do throws(NotificationStoreError) {
            try await store.reject([rejected], of: status.name, keeping: RejectedEvent.kept)
        } catch {
            throw NotificationError(.unavailable, error.message)
        }
        return \.rejected
    }

    private typealias Count = any WritableKeyPath<SourceStatus, Int> & Sendable
}
