internal import LockKit
internal import SQLCore
internal import ServiceKit

extension PoolLoop {
    /// Does what the pool has decided, and what follows from that.
    func perform(_ actions: [PoolState.Action]) {
        agenda += actions
        guard !isPerforming else { return }  // the one that performs comes to them
        isPerforming = true
        var next = 0
        while next < agenda.count {
            perform(agenda[next])
            next += 1
        }
        agenda = []
        isPerforming = false
    }

    private func perform(_ action: PoolState.Action) {
        switch action {
        case .connect(let number): open(number)
        case .lend(let number, let waiter): lend(number, to: waiter)
        case .refuse(let waiter, let error): forget(waiter)?.finish(.refused(error))
        case .close(let number): links[number] = nil  // which closes it
        case .finish: isFinished = true
        }
    }

    /// A job has come.
    func begin(_ job: Job) {
        guard !job.isCancelled.load(ordering: .sequentiallyConsistent) else {
            return job.finish(.refused(.wasCancelled))
        }
        if let lease = job.lease {
            guard let link = links[lease.link], link.lease == lease, !link.isGivenBack else {
                return job.finish(.refused(StoreError(.unreachable, "it was closed meanwhile").asLost))
            }
            link.queue.append(job)
            return proceed(link)
        }
        let waiter = nextWaiter
        nextWaiter += 1
        waiting[waiter] = job
        numbers[ObjectIdentifier(job)] = waiter
        perform(pool.ask(waiter, at: now))
    }

    @discardableResult
    private func forget(_ waiter: Int) -> Job? {
        guard let job = waiting.removeValue(forKey: waiter) else { return nil }
        numbers[ObjectIdentifier(job)] = nil
        return job
    }

    private func lend(_ number: Int, to waiter: Int) {
        guard let link = links[number], let job = waiting[waiter] else {
            return perform(pool.giveBack(number, from: waiter, isUsable: links[number] != nil, at: now))
        }
        let lease = Job.Lease(link: number, waiter: waiter)
        link.lease = lease
        link.isGivenBack = false
        link.handle.receive()  // a server that is gone has said so by now, mostly
        guard link.handle.isAlive else {
            links[number] = nil
            perform(pool.lost(number, at: now))
            return perform(pool.askAgain(waiter, at: now))
        }
        if case .lease = job.work {
            forget(waiter)
            return job.finish(.lease(lease))
        }
        link.queue.append(job)
        proceed(link)
    }

    /// Somebody wants nothing more of a connection.
    func giveBack(_ lease: Job.Lease) {
        guard let link = links[lease.link], link.lease == lease else { return }
        link.isGivenBack = true
        for job in link.queue { job.finish(.refused(.isOver)) }
        link.queue = []
        proceed(link)
    }

    /// Begins what is next on a connection, when it is free.
    func proceed(_ link: Link) {
        guard link.flight == nil, !link.isTelling else { return }
        if !link.queue.isEmpty {
            let job = link.queue.removeFirst()
            if job.isCancelled.load(ordering: .sequentiallyConsistent), job.lease != nil {
                job.finish(.refused(.wasCancelled))
                return proceed(link)
            }
            if !link.launch(job, at: now) { lose(link, link.handle.loss) }
        } else if link.isGivenBack, let lease = link.lease {
            link.lease = nil
            let isUsable = link.handle.isAlive && link.handle.isIdle
            perform(pool.giveBack(link.number, from: lease.waiter, isUsable: isUsable, at: now))
        }
    }

    /// Something has come from the server, or may be sent to it.
    func serve(_ link: Link) {
        if link.hasOutput { link.hasOutput = link.handle.flush() }
        link.handle.receive()
        let isUsable = link.collect()
        hear(link)
        if link.flight?.progress.isOver == true { land(link) }
        guard links[link.number] === link else { return }
        if !isUsable || !link.handle.isAlive { lose(link, link.handle.loss) }
    }

    /// All answers to a job are there.
    private func land(_ link: Link) {
        guard let flight = link.flight else { return }
        link.flight = nil
        link.statements.settle(flight.progress.prepared)
        let outcomes = flight.progress.outcomes.map { explained($0, flight.stop?.reason) }
        for case .failed(let error) in outcomes where error.code == .changedSchema { link.statements.forget() }
        finish(flight.job, link, outcomes)
        proceed(link)
    }

    /// A connection is of no use any more.
    func lose(_ link: Link, _ error: StoreError) {
        guard links.removeValue(forKey: link.number) != nil else { return }
        if var flight = link.flight {
            link.flight = nil
            flight.progress.lose(error)
            finish(flight.job, link, flight.progress.outcomes.map { explained($0, flight.stop?.reason) })
        }
        for job in link.queue { job.finish(.refused(error.asLost)) }
        link.queue = []
        if let listener = link.listener {
            lost(listener, link.number, error)
        } else {
            perform(pool.lost(link.number, at: now))
        }
    }

    private func finish(_ job: Job, _ link: Link, _ outcomes: [PartOutcome<ResultHandle>]) {
        if link.listener != nil { return heard(link, outcomes) }
        if job.lease == nil, let waiter = numbers[ObjectIdentifier(job)] {
            forget(waiter)
            link.isGivenBack = true
        }
        job.finish(.parts(outcomes))
    }

    /// Says why the server stopped a statement, if it was told to.
    private func explained(
        _ outcome: PartOutcome<ResultHandle>, _ reason: StopPlan.Reason?
    ) -> PartOutcome<ResultHandle> {
        guard let reason else { return outcome }
        let error: StoreError = reason == .deadline ? .tookTooLong : .wasCancelled
        switch outcome {
        case .failed(let failure) where failure.code == .stopped: return .failed(error)
        case .lost(let loss): return .lost(StoreError(loss.code, "\(error.message), and it did not: \(loss.message)"))
        case .failed, .done: return outcome
        }
    }

    // MARK: Opening

    /// Opens a connection on a thread of its own: libpq blocks while it searches a name. Nobody waits for the thread
    /// when the loop has ended; it closes then what it has opened, after `connecting` at the latest.
    func open(_ number: Int) {
        let (address, limit) = (address, configuration.connecting)
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "postgres open") { [self] in
                let result: Result<LinkHandle, StoreError>
                do throws(StoreError) {
                    result = .success(try LinkHandle(opening: address, within: limit))
                } catch {
                    result = .failure(error)
                }
                post(.opened(number, result))
            }
        } catch {
            let reason = StoreError(.unreachable, "the system has no thread to connect to \(address): \(error)")
            post(.opened(number, .failure(reason)))
        }
    }

    func opened(_ number: Int, _ result: Result<LinkHandle, StoreError>) {
        switch result {
        case .success(let handle):
            let link = Link(number, handle, prepares: configuration.preparesStatements)
            links[number] = link
            wasReached = true
            if number < 0 { return opened(link, for: number) }
            configuration.log?.debug("connected to the database", ["address": address.description])
            perform(pool.connected(number, at: now))
        case .failure(let error):
            if wasReached || !configuration.isQuietUntilReached {
                configuration.log?.warning("no connection to the database", ["reason": error.message])
            }
            if number < 0 { return notOpened(number) }
            perform(pool.failed(number, error, jitter: .random(in: 0...1), at: now))
        }
    }
}
