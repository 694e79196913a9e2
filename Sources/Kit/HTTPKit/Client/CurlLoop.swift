internal import CLibCurl
internal import LockKit
internal import ServiceKit

/// A libcurl multi handle and the thread that works on it.
///
/// Sendable although it holds a pointer: every call on the multi handle is made by the thread, but for
/// `curl_multi_wakeup`, which libcurl allows from any thread; the handle is freed in `deinit`, when the thread, which
/// holds a reference, has ended. `active` and `idle` are touched by the thread alone.
final class CurlLoop: @unchecked Sendable {
    /// Handles that are kept for the next request, each with some 10 KB of buffers.
    private static let maxIdleHandles = 64
    /// libcurl wants one initialization before any other call, and it is not safe from two threads.
    private static let isInitialized = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private enum Command {
        case start(CurlTransfer)
        case cancel(CurlTransfer)
    }

    private struct Inbox {
        var commands: [Command] = []
        var isClosed = false
    }

    private let multi: UnsafeMutableRawPointer
    private let inbox = Mutex(Inbox())
    private var active: [ObjectIdentifier: CurlTransfer] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    init(_ configuration: HTTPClient.Configuration) {
        guard Self.isInitialized, let multi = curl_multi_init() else { preconditionFailure("libcurl does not start") }
        self.multi = multi
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.maxConnectionsPerHost)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, configuration.maxConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.maxConnections)
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "http client") { [self] in run() }
        } catch {
            preconditionFailure("no thread for the HTTP client: \(error)")
        }
    }

    deinit {
        for easy in idle { curl_easy_cleanup(easy) }
        curl_multi_cleanup(multi)
    }

    /// Hands a transfer, which has its continuation, to the thread.
    func start(_ transfer: CurlTransfer) {
        if !post(.start(transfer)) { transfer.finish(.failure(.clientIsClosed)) }
    }

    /// Ends a transfer from any thread; one that has ended already is left alone.
    func cancel(_ transfer: CurlTransfer) {
        transfer.isCancelled.store(true, ordering: .relaxed)  // for when `start` has not been called yet
        _ = post(.cancel(transfer))
    }

    /// Lets the thread end. What is under way, or comes later, fails.
    func close() {
        inbox.withLock { $0.isClosed = true }
        curl_multi_wakeup(multi)
    }

    private func post(_ command: Command) -> Bool {
        let (isTaken, isFirst) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            inbox.commands.append(command)
            return (true, inbox.commands.count == 1)
        }
        if isFirst { curl_multi_wakeup(multi) }
        return isTaken
    }

    /// The thread's work.
    private func run() {
        var running: CInt = 0
        while true {
            let (commands, isClosed) = inbox.withLock { inbox in
                defer { inbox.commands.removeAll() }
                return (inbox.commands, inbox.isClosed)
            }
            for command in commands {
                switch command {
                case .start(let transfer): begin(transfer)
                case .cancel(let transfer): end(transfer, .failure(.taskIsCancelled))
                }
            }
            if isClosed { break }
            curl_multi_perform(multi, &running)
            reap()
            if inbox.withLock({ $0.commands.isEmpty && !$0.isClosed }) { curl_multi_poll(multi, nil, 0, 60_000, nil) }
        }
        for transfer in Array(active.values) { end(transfer, .failure(.clientIsClosed)) }
    }

    private func begin(_ transfer: CurlTransfer) {
        guard !transfer.isCancelled.load(ordering: .relaxed) else { return transfer.finish(.failure(.taskIsCancelled)) }
        guard let easy = idle.popLast() ?? curl_easy_init() else {
            return transfer.finish(.failure(HTTPTransportError(.connect, "no memory for a request")))
        }
        transfer.configure(easy)
        active[ObjectIdentifier(transfer)] = transfer  // keeps it alive for the callbacks
        curl_multi_add_handle(multi, easy)
    }

    private func reap() {
        var status = CURLE_OK
        while let easy = ccurl_next_done(multi, &status) {
            guard let context = ccurl_context(easy) else { continue }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            end(transfer, transfer.result(status))
        }
    }

    private func end(_ transfer: CurlTransfer, _ result: Result<HTTP.Response, HTTPTransportError>) {
        guard active.removeValue(forKey: ObjectIdentifier(transfer)) != nil, let easy = transfer.release() else {
            return
        }
        curl_multi_remove_handle(multi, easy)
        if idle.count < Self.maxIdleHandles {
            curl_easy_reset(easy)
            idle.append(easy)
        } else {
            curl_easy_cleanup(easy)
        }
        transfer.finish(result)
    }
}

extension HTTPTransportError {
    static let clientIsClosed = HTTPTransportError(.closed, "the HTTP client is closed")
    static let taskIsCancelled = HTTPTransportError(.cancelled, "the request was cancelled")
}
