internal import ServiceKit

extension Notifications {
    /// Makes notifications of what happens elsewhere, for as long as ``run()`` runs: one element after the other, each
    /// durable before the next one is asked for.
    ///
    /// ```swift
    /// notifications.on(builds.events, idempotencyKey: { "build-\($0.number)" }) { build in
    ///     guard build.failed else { return nil }
    ///     return NotificationRequest(to: .users([build.author]), .text("Build \(build.number) failed."))
    /// }
    /// ```
    /// While the store cannot be written the element is held and tried again. One for which `request` throws, or whose
    /// notification is invalid, is told in the log and left out. A source that throws ends, and is told.
    ///
    /// - Parameters:
    ///   - events: where they come from.
    ///   - idempotencyKey: what is the same in an element that comes twice; nil when none may. A source that repeats
    ///     elements after a restart needs one.
    ///   - request: what to tell, and to whom; nil for nothing.
    public func on<Events: AsyncSequence & Sendable>(
        _ events: Events, idempotencyKey: @escaping @Sendable (Events.Element) -> String? = { _ in nil },
        _ request: @escaping @Sendable (Events.Element) async throws -> NotificationRequest?
    ) where Events.Element: Sendable {
        triggers.add { [weak self] in
            do {
                for try await event in events {
                    guard let self else { return }
                    await self.tell(of: event, key: idempotencyKey(event), request)
                }
            } catch {
                guard !Task.isCancelled else { return }
                self?.logger.error("A source of notifications has ended", ["error": "\(error)"])
            }
        }
    }

    private func tell<Event: Sendable>(
        of event: Event, key: String?, _ makeRequest: @Sendable (Event) async throws -> NotificationRequest?
    ) async {
        let request: NotificationRequest
        do {
            guard let made = try await makeRequest(event) else { return }
            request = made
        } catch {
            logger.error("No notification could be made of an event, which is left out", ["error": "\(error)"])
            return
        }
        var failures = 0
        while true {
            do {
                try await notify(request, idempotencyKey: key)
                return
            } catch  where error.code == .unavailable {
                failures += 1
                if failures == 1 { logger.error("An event waits for the store", ["error": "\(error)"]) }
                let pause = Scheduler.pause(afterFailures: failures)
                guard (try? await time.sleep(for: pause)) != nil else { return }
            } catch {
                logger.error("The notification of an event is refused, and left out", ["error": "\(error)"])
                return
            }
        }
    }
}
