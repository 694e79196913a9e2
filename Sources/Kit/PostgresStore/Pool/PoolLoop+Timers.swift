internal import SQLCore
internal import ServiceKit

extension PoolLoop {
    /// When something is due next.
    var nextTimer: Duration? {
        var next = pool.nextTick
        for link in links.values { if let due = link.flight?.due { next = min(next ?? due, due) } }
        for listener in listeners.values { if let due = listener.retryAt { next = min(next ?? due, due) } }
        return next
    }

    func serveTimers() {
        let now = now
        if let due = pool.nextTick, due <= now { perform(pool.tick(at: now)) }
        for link in Array(links.values) { if let due = link.flight?.due, due <= now { stepStop(of: link, at: now) } }
        for (number, listener) in listeners { if let due = listener.retryAt, due <= now { reopen(number) } }
    }

    /// A task does not want its job done any more.
    func stop(_ job: Job) {
        if let lease = job.lease {
            guard let link = links[lease.link] else { return }
            if link.flight?.job === job { return stop(link, .cancelled) }
            guard let place = link.queue.firstIndex(where: { $0 === job }) else { return }
            link.queue.remove(at: place)
            return job.finish(.refused(.wasCancelled))
        }
        guard let waiter = numbers[ObjectIdentifier(job)] else { return }
        if pool.withdraw(waiter) {
            waiting[waiter] = nil
            numbers[ObjectIdentifier(job)] = nil
            job.finish(.refused(.wasCancelled))
        } else if let link = links.values.first(where: { $0.flight?.job === job }) {
            stop(link, .cancelled)
        }
    }

    private func stop(_ link: Link, _ reason: StopPlan.Reason) {
        guard link.flight?.stop == nil else { return }
        link.flight?.stop = StopPlan(reason, at: now)
        stepStop(of: link, at: now)
    }

    private func stepStop(of link: Link, at now: Duration) {
        guard let flight = link.flight else { return }
        guard var plan = flight.stop else { return stop(link, .deadline) }
        let step = plan.step(part: flight.progress.part, isTelling: link.isTelling, at: now)
        link.flight?.stop = plan
        switch step {
        case .wait(let due): link.flight?.due = due
        case .giveUp: lose(link, StoreError(.unreachable, "the server did not answer, and the connection was closed"))
        case .tell:
            link.flight?.due = now + StopPlan.pause
            tell(link)
        }
    }

    /// Asks the server to stop, on a thread of its own, since libpq blocks meanwhile.
    func tell(_ link: Link) {
        guard let stopper = link.handle.stopper() else { return }
        link.isTelling = true
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "postgres stop") { [self, number = link.number] in
                stopper.stop()
                post(.told(number))
            }
        } catch {
            link.isTelling = false  // the plan tells it again
        }
    }
}
