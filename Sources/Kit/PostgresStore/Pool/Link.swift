internal import SQLCore

/// A connection with what is under way on it. The loop's thread alone has it.
final class Link {
    /// A job whose answers are on their way.
    struct Flight {
        let job: Job
        var progress: PipelineProgress<ResultHandle>
        let isScript: Bool
        let deadline: Duration?
        var stop: StopPlan?
        /// When something about its stop or its deadline is due.
        var due: Duration?
    }

    let number: Int
    let handle: LinkHandle
    var statements: PreparedStatements
    var flight: Flight?
    /// Jobs of the same transaction that wait for their turn.
    var queue: [Job] = []
    /// Who has it.
    var lease: Job.Lease?
    /// Who has it wants nothing more of it.
    var isGivenBack = false
    /// Whether a request to stop is on its way, which might hit what comes next.
    var isTelling = false
    var hasOutput = false
    var listener: Listener?

    init(_ number: Int, _ handle: LinkHandle, prepares: Bool) {
        self.number = number
        self.handle = handle
        statements = PreparedStatements(isOn: prepares)
    }

    /// Puts a job into the pipeline. - Returns: false when the connection does not take it.
    func launch(_ job: Job, at now: Duration) -> Bool {
        let deadline = job.limit.map { now + $0 }
        let sent: Bool
        switch job.work {
        case .lease: return false
        case .script(let sql):
            flight = Flight(
                job: job, progress: PipelineProgress([[.statement]]), isScript: true, deadline: deadline, due: deadline)
            sent = handle.sendScript(sql)
        case .pipeline(let parts):
            let (entries, isSent) = send(parts)
            flight = Flight(
                job: job, progress: PipelineProgress(entries), isScript: false, deadline: deadline, due: deadline)
            sent = isSent
        }
        hasOutput = handle.flush()
        return sent
    }

    private func send(_ parts: [[PostgresStatement]]) -> (entries: [[PipelineProgress<ResultHandle>.Entry]], Bool) {
        var entries: [[PipelineProgress<ResultHandle>.Entry]] = []
        var isSent = true
        for part in parts {
            var entriesOfPart: [PipelineProgress<ResultHandle>.Entry] = []
            statements.beginPart()
            for statement in part where isSent {
                switch statements.way(for: statement) {
                case .whole: isSent = handle.send(statement, prepared: nil)
                case .kept(let number): isSent = handle.send(statement, prepared: PreparedStatements.name(number))
                case .keeping(let number):
                    let name = PreparedStatements.name(number)
                    entriesOfPart.append(.preparation(number))
                    isSent = handle.sendPreparation(of: statement, as: name) && handle.send(statement, prepared: name)
                }
                entriesOfPart.append(.statement)
            }
            isSent = isSent && handle.sendSync()
            entries.append(entriesOfPart)
        }
        return (entries, isSent)
    }

    /// What has come for the flight. - Returns: false when the connection is of no use any more.
    func collect() -> Bool {
        var ends = 0
        while flight?.progress.isOver == false {
            let event: PipelineProgress<ResultHandle>.Event
            switch handle.next() {
            case .nothing: return handle.isAlive
            case .end:
                ends += 1
                guard ends < 3 else { return handle.isAlive }  // nothing is under way as far as libpq knows
                event = .end
            case .result(let result):
                ends = 0
                switch result.kind {
                case .rows, .done: event = .answer(result)
                case .failed(let error, let isFatal): event = .failure(error, isFatal: isFatal || !handle.isAlive)
                case .skipped: event = .skipped
                case .sync: event = .sync
                case .unexpected: return false
                }
            }
            guard flight?.progress.take(event) == true else { return false }
            if case .end = event, flight?.isScript == true {
                guard handle.isAlive, flight?.progress.take(.sync) == true, handle.leaveScript() else { return false }
            }
        }
        return true
    }
}
