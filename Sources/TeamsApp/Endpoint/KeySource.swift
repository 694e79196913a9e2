internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import Synchronization
internal import TokenKit

/// The keys that the service signs with: read on first use, and again when a token names a key that is not among them.
actor KeySource {
    /// Nobody makes the app ask more often than this, whatever key ids are thrown at it.
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

    /// Reads the keys again, unless that was tried a moment ago. Requests that come meanwhile wait for the same answer.
    ///
    /// - Returns: the keys; when they cannot be read, the last ones that could be; nil when there never were any.
    func refreshed() async -> KeySet? {
        let now = time.elapsed()
        if reading == nil, lastAttempt.map({ now - $0 >= Self.coolDown }) ?? true {
            lastAttempt = now
            // Belongs to all who wait for it, so that none of them can cancel it for the others; ends by the transport's timeout.
            reading = Task {
                await self.read()
                self.reading = nil
            }
        }
        await reading?.value
        return known.withLock { $0?.keys }
    }

    private func read() async {
        do {
            let metadata = try await document(metadataURL)
            guard let address = metadata["jwks_uri"]?.stringValue, let url = ServiceURL(address),
                url.scheme == "https" || url.isLoopback
            else { throw KeyError(problem: "the OpenID metadata names no jwks_uri with https") }
            let keys = try KeySet(json: try await document(address))
            guard !keys.isEmpty else { throw KeyError(problem: "the key set is empty") }
            let now = time.elapsed()
            known.withLock { $0 = (keys, now) }
        } catch {
            logger.error(
                "The signing keys of the service could not be read; tokens that need new ones are refused",
                ["url": metadataURL, "error": "\(error)"])
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
