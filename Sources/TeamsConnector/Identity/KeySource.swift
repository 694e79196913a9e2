package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit
package import TokenKit

/// The keys that the service signs with: read on first use, when they are old, and when a token names a key that is not
/// among them. Decisions are ``KeySchedule``'s.
package final class KeySource: Sendable {
    /// The live document has about 1 MB, and grows.
    static let maxDocumentBytes = 8 << 20

    private struct State {
        var schedule = KeySchedule()
        var keys: KeySet?
        /// What the service calls itself, since the last good reading.
        var issuer: String?
        /// Those who wait, by ticket.
        var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
        var tickets = 0
        /// How many readings have failed since the last good one.
        var failures = 0
    }

    private let metadataURL: HTTP.Address
    private let transport: any HTTPTransport
    private let time: Stopwatch
    private let logger: Log
    private let state = Mutex(State())

    package init(metadataURL: HTTP.Address, transport: any HTTPTransport, time: Stopwatch, logger: Log) {
        self.metadataURL = metadataURL
        self.transport = transport
        self.time = time
        self.logger = logger
    }

    /// The keys at hand, without waiting; nil when there are none that count. Has old ones read again meanwhile.
    package var current: KeySet? {
        let now = time.elapsed
        let (keys, patience) = state.withLock { state -> (KeySet?, Duration?) in
            switch state.schedule.use(at: now) {
            case .yes: (state.keys, nil)
            case .yesAndRead: (state.keys, state.schedule.patience)
            case .no: (nil, nil)
            }
        }
        if let patience { beginReading(patience) }
        return keys
    }

    /// What the service calls itself in its metadata; nil before the first good reading, and where it does not say.
    package var issuer: String? { state.withLock { $0.issuer } }

    /// Waits until the keys were read for a token that is signed with the key `id`, unless that key is at hand, or no
    /// reading would help. Requests that come meanwhile wait for the same reading, none longer than
    /// ``KeySchedule/longestWait``.
    package func read(for id: String) async {
        let arrival = time.elapsed
        let seeker = state.withLock { $0.schedule.seeker(for: id, at: arrival) }
        while current?.key(id: id) == nil, await wait(for: seeker) {}
    }

    /// - Returns: false when no reading helps, or the task is cancelled: the connection was closed.
    private func wait(for seeker: KeySchedule.Seeker) async -> Bool {
        let ticket = nextTicket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0, ticket, for: seeker) }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters.removeValue(forKey: ticket)
                if waiter != nil { state.schedule.leave(seeker) }
                return waiter
            }
            waiter?.resume(returning: false)
        }
    }

    private func wait(
        _ waiter: CheckedContinuation<Bool, Never>, _ ticket: Int, for seeker: KeySchedule.Seeker
    ) {
        let now = time.elapsed
        let (ask, patience) = state.withLock { state in
            // A cancellation after this line finds the waiter, since it needs the lock too.
            let ask = Task.isCancelled ? .refuse : state.schedule.ask(seeker, at: now)
            if ask != .refuse { state.waiters[ticket] = waiter }
            return (ask, state.schedule.patience)
        }
        switch ask {
        case .refuse: waiter.resume(returning: false)
        case .wait: break
        case .read: beginReading(patience)
        // Belongs to all who wait for the reading that follows; ends at the end of the pause.
        case .later(let instant): Task { await beginReading(at: instant) }
        }
    }

    private func nextTicket() -> Int {
        state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
    }

    /// From now on nobody waits for the end of a pause between two readings, those who do now neither.
    package func beginShutdown() {
        let waiters = state.withLock { state in
            guard state.schedule.beginShutdown() else { return [CheckedContinuation<Bool, Never>]() }
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: false) }
    }

    /// Returns once no reading is under way.
    package func settle() async {
        let ticket = nextTicket()
        _ = await withCheckedContinuation { (waiter: CheckedContinuation<Bool, Never>) in
            let isReading = state.withLock { state in
                if state.schedule.isReading { state.waiters[ticket] = waiter }
                return state.schedule.isReading
            }
            if !isReading { waiter.resume(returning: true) }
        }
    }

    private func beginReading(at instant: Duration) async {
        try? await time.sleep(until: instant)
        let patience = state.withLock { $0.schedule.timerEnded() ? $0.schedule.patience : nil }
        if let patience { beginReading(patience) }
    }

    private func beginReading(_ patience: Duration) {
        // Belongs to all who wait for it, so that none of them can cancel it for the others; ends by its requests'
        // time-outs.
        Task { await reading(within: patience) }
    }

    private func reading(within patience: Duration) async {
        let result: Result<(keys: KeySet, issuer: String?), any Error>
        do { result = .success(try await documents(within: patience)) } catch { result = .failure(error) }
        let now = time.elapsed
        let (waiters, failures) = state.withLock { state in
            if case .success(let read) = result {
                state.keys = read.keys
                state.issuer = read.issuer
                state.failures = 0
            } else {
                state.failures += 1
            }
            let keys = (try? result.get())?.keys
            state.schedule.ended(isRead: keys != nil, at: now) { keys?.key(id: $0) != nil }
            defer { state.waiters = [:] }
            return (Array(state.waiters.values), state.failures)
        }
        // The first failure of a row has a line, then the second, the fourth, the eighth.
        if case .failure(let error) = result, failures & (failures - 1) == 0 {
            logger.error(
                "The signing keys of the service could not be read; tokens that need new ones are refused",
                ["url": "\(metadataURL)", "error": "\(error)", "failures": "\(failures)"])
        }
        for waiter in waiters { waiter.resume(returning: true) }
    }

    private func documents(within patience: Duration) async throws -> (keys: KeySet, issuer: String?) {
        let start = time.elapsed
        let metadata = try await document(metadataURL, within: patience)
        guard let text = metadata["jwks_uri"]?.stringValue, let address = try? HTTP.Address(text),
            address.isTrustworthy
        else { throw KeyError(problem: "the OpenID metadata names no jwks_uri with https") }
        let left = max(patience - (time.elapsed - start), .milliseconds(500))
        let keys = try KeySet(json: try await document(address, within: left))
        guard !keys.isEmpty else { throw KeyError(problem: "the key set is empty") }
        return (keys, metadata["issuer"]?.stringValue)
    }

    private func document(_ address: HTTP.Address, within timeout: Duration) async throws -> JSONValue {
        let response = try await transport.send(
            HTTP.ClientRequest(
                url: address.description, fields: ["Accept": "application/json"], timeout: timeout,
                maxResponseBytes: Self.maxDocumentBytes))
        guard response.status == 200 else { throw KeyError(problem: "\(address) answered \(response.status)") }
        return try JSONValue(parsing: response.body)
    }
}

private struct KeyError: Error, CustomStringConvertible {
    let problem: String
    var description: String { problem }
}
