internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import Synchronization
internal import TokenKit

/// The keys that the service signs with: read on first use, and again when a token names a key that is not among them.
actor KeySource {
    /// Unknown key ids make the app ask no more often than this, however many are thrown at it; nor do failures. The reading on
    /// first use does not count: a key that the service changes right after it is read at once.
    static let coolDown: Duration = .seconds(10)
    /// Keys older than this are read again also when nothing is missing, so that withdrawn ones go.
    static let maxAge: Duration = .seconds(24 * 3600)

    private let metadataURL: String
    private let transport: any HTTPTransport
    private let time: Stopwatch
    private let logger: Logger
    private let known = Mutex<(keys: KeySet, readAt: Duration)?>(nil)
    private var lastAttempt: Duration?
    private var reading: Task<Void, Never>?

    init(metadataURL: String, transport: any HTTPTransport, time: Stopwatch, logger: Logger) {
        self.metadataURL = metadataURL
        self.transport = transport
        self.time = time
        self.logger = logger
    }

    /// The keys as far as they are known, without waiting; nil when they were never read or are old.
    nonisolated var current: KeySet? {
        let now = time.elapsed()
        return known.withLock { known in
            guard let known, now - known.readAt < Self.maxAge else { return nil }
            return known.keys
        }
    }

    /// Reads the keys for a token that is signed with the key `id`, unless that was tried a moment ago. Requests that come
    /// meanwhile wait for the same answer.
    ///
    /// - Returns: the keys; when they cannot be read, the last ones that could be; nil when there never were any.
    func refreshed(for id: String?) async -> KeySet? {
        if let id, let keys = current, keys.key(id: id) != nil { return keys }  // read since the caller looked
        let now = time.elapsed()
        if reading == nil, lastAttempt.map({ now - $0 >= Self.coolDown }) ?? true {
            let isFirstUse = current == nil
            // Belongs to all who wait for it, so that none of them can cancel it for the others; ends by the transport's timeout.
            reading = Task {
                let isRead = await self.read()
                if !isFirstUse || !isRead { self.lastAttempt = now }
                self.reading = nil
            }
        }
        await reading?.value
        return known.withLock { $0?.keys }
    }

    /// - Returns: whether the keys could be read.
    private func read() async -> Bool {
        do {
            let metadata = try await document(metadataURL)
            guard let address = metadata["jwks_uri"]?.stringValue, let url = ServiceURL(address),
                url.scheme == "https" || url.isLoopback
            else { throw KeyError(problem: "the OpenID metadata names no jwks_uri with https") }
            let keys = try KeySet(json: try await document(address))
            guard !keys.isEmpty else { throw KeyError(problem: "the key set is empty") }
            let now = time.elapsed()
            known.withLock { $0 = (keys, now) }
            return true
        } catch {
            logger.error(
                "The signing keys of the service could not be read; tokens that need new ones are refused",
                ["url": metadataURL, "error": "\(error)"])
            return false
        }
    }

    private func document(_ url: String) async throws -> JSONValue {
        let response = try await transport.send(
            HTTPClientRequest(
                url: url, fields: ["Accept": "application/json"], timeout: .seconds(10), maxResponseBytes: 1 << 20))
        guard response.status == 200 else { throw KeyError(problem: "\(url) answered \(response.status)") }
        return try JSONValue(parsing: response.body)
    }
}

private struct KeyError: Error, CustomStringConvertible {
    let problem: String
    var description: String { problem }
}
