package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit
package import TokenKit

/// The keys that the service signs with: read on first use, when they are old, and when a token names a key that is not
/// among them. Decisions are ``KeySchedule``'s.
package final class KeySource: Sendable {
    /// How long a reading may take, both documents together; so long a request waits at most.
    static let patience: Duration = .seconds(5)
    /// The live document has about 1 MB, and grows.
    static let maxDocumentBytes = 8 << 20

    private struct State {
        var schedule = KeySchedule()
        var keys: KeySet?
        var waiters: [CheckedContinuation<Void, Never>] = []
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
        let (keys, isDue) = state.withLock { state -> (KeySet?, Bool) in
            switch state.schedule.use(at: now) {
            case .yes: (state.keys, false)
            case .yesAndRead: (state.keys, true)
            case .no: (nil, false)
            }
        }
        if isDue { beginReading() }
        return keys
    }

    /// Waits until the keys were read for a token that is signed with the key `id`, unless that key is at hand, or the
    /// keys were read a moment ago. Requests that come meanwhile wait for the same reading, none longer than
    /// ``patience``.
    package func read(for id: String?) async {
        if let id, current?.key(id: id) != nil { return }
        await withCheckedContinuation { waiter in
            let now = time.elapsed
            let ask = state.withLock { state in
                let ask = state.schedule.ask(at: now)
                if ask != .refuse { state.waiters.append(waiter) }
                return ask
            }
            switch ask {
            case .refuse: waiter.resume()
            case .wait: break
            case .read: beginReading()
            }
        }
    }

    /// Returns once no reading is under way.
    package func settle() async {
        await withCheckedContinuation { waiter in
            let isReading = state.withLock { state in
                if state.schedule.isReading { state.waiters.append(waiter) }
                return state.schedule.isReading
            }
            if !isReading { waiter.resume() }
        }
    }

    private func beginReading() {
        // Belongs to all who wait for it, so that none of them can cancel it for the others; ends by its requests'
        // time-outs.
        Task { await reading() }
    }

    private func reading() async {
        let result: Result<KeySet, any Error>
        do { result = .success(try await documents()) } catch { result = .failure(error) }
        let now = time.elapsed
        let (waiters, failures) = state.withLock { state in
            if case .success(let keys) = result {
                state.keys = keys
                state.failures = 0
            } else {
                state.failures += 1
            }
            state.schedule.ended(isRead: state.failures == 0, at: now)
            defer { state.waiters = [] }
            return (state.waiters, state.failures)
        }
        // The first failure of a row has a line, then the second, the fourth, the eighth.
        if case .failure(let error) = result, failures & (failures - 1) == 0 {
            logger.error(
                "The signing keys of the service could not be read; tokens that need new ones are refused",
                ["url": "\(metadataURL)", "error": "\(error)", "failures": "\(failures)"])
        }
        for waiter in waiters { waiter.resume() }
    }

    private func documents() async throws -> KeySet {
        let start = time.elapsed
        let metadata = try await document(metadataURL, within: Self.patience)
        guard let text = metadata["jwks_uri"]?.stringValue, let address = try? HTTP.Address(text),
            address.isTrustworthy
        else { throw KeyError(problem: "the OpenID metadata names no jwks_uri with https") }
        let left = max(Self.patience - (time.elapsed - start), .milliseconds(500))
        let keys = try KeySet(json: try await document(address, within: left))
        guard !keys.isEmpty else { throw KeyError(problem: "the key set is empty") }
        return keys
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
