internal import CLibCurl
internal import LockKit
internal import ServiceKit

/// A libcurl multi handle and the thread that works on it. What a request costs does not depend on how many others are
/// under way: the thread waits for all of their sockets, and gives libcurl those alone on which something happened.
///
/// Sendable although it holds a pointer: every call on the multi handle is made by the thread, and its callbacks come
/// within such calls; the handle is freed in `deinit`, when the thread, which holds a reference, has ended. `active`,
/// `idle` and `deadline` are touched by the thread alone.
final class CurlLoop: @unchecked Sendable {
    /// libcurl wants one initialization before any other call, and it is not safe from two threads.
    private static let isInitialized = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    /// The wake-up's name at the poller; those of sockets are their numbers.
    private static let wakeupToken = UInt64.max

    private enum Command {
        case start(CurlTransfer)
        case cancel(CurlTransfer)
    }

    private struct Inbox {
        var commands: [Command] = []
        var isClosed = false
    }

    private let multi: UnsafeMutableRawPointer
    private let poller: Poller
    private let wakeup: Wakeup
    private let inbox = Mutex(Inbox())
    private var active: [ObjectIdentifier: CurlTransfer] = [:]
    /// Handles for the next requests, each with some 10 KB of buffers: as many as there are connections.
    private var idle: [CurlHandle] = []
    private let maxIdleHandles: Int
    /// When libcurl wants to be called although nothing has happened; nil for not at all.
    private var deadline: ContinuousClock.Instant?

    init(_ configuration: HTTPClient.Configuration) {
        guard Self.isInitialized, let multi = curl_multi_init() else { preconditionFailure("libcurl does not start") }
        self.multi = multi
        maxIdleHandles = configuration.maxConnections
        do throws(HTTPServerError) {
            poller = try Poller()
            wakeup = try Wakeup()
            try poller.watchInput(wakeup.descriptor, token: Self.wakeupToken)
        } catch {
            preconditionFailure("no descriptors for the HTTP client: \(error)")
        }
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
        for handle in idle { curl_easy_cleanup(handle.easy) }
        // It closes its connections, and must not tell who is gone.
        ccurl_multi_watch(multi, nil, nil, nil)
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
        wakeup.signal()
    }

    private func post(_ command: Command) -> Bool {
        let (isTaken, isFirst) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            inbox.commands.append(command)
            return (true, inbox.commands.count == 1)
        }
        if isFirst { wakeup.signal() }
        return isTaken
    }

    // MARK: The thread's work

    private func run() {
        ccurl_multi_watch(multi, watchSocket, setDeadline, Unmanaged.passUnretained(self).toOpaque())
        while obey() {
            if let deadline, deadline <= .now {
                self.deadline = nil
                act(on: CURL_SOCKET_TIMEOUT, 0)
            }
            reap()
            for index in 0..<poller.wait(milliseconds: patience) { take(poller.event(index)) }
            reap()
        }
        for transfer in Array(active.values) { end(transfer, .failure(.clientIsClosed)) }
    }

    /// Does what was asked for meanwhile. - Returns: false once the loop is closed.
    private func obey() -> Bool {
        let (commands, isClosed) = inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return (inbox.commands, inbox.isClosed)
        }
        for command in commands {
            switch command {
            case .start(let transfer): begin(transfer)
            case .cancel(let transfer): end(transfer, .failure(.taskIsCancelled))
            }
        }
        return !isClosed
    }

    /// How long nothing has to be done, in milliseconds; -1 for ever.
    private var patience: CInt {
        guard let deadline else { return -1 }
        let left = (deadline - .now) / .milliseconds(1)
        return CInt(min(max(left.rounded(.up), 0), 60_000))
    }

    private func take(_ event: PollerEvent) {
        guard event.token != Self.wakeupToken else { return wakeup.clear() }
        var what: CInt = 0
        if event.isReadable || event.hasEnded { what |= CURL_CSELECT_IN }
        if event.isWritable { what |= CURL_CSELECT_OUT }
        if event.isBroken { what |= CURL_CSELECT_ERR }
        act(on: curl_socket_t(event.token), what)
    }

    private func act(on socket: curl_socket_t, _ what: CInt) {
        var running: CInt = 0
        curl_multi_socket_action(multi, socket, what, &running)
    }

    private func begin(_ transfer: CurlTransfer) {
        guard !transfer.isCancelled.load(ordering: .relaxed) else { return transfer.finish(.failure(.taskIsCancelled)) }
        if let limit = transfer.request.departsBefore, .now >= limit {
            return transfer.finish(.failure(HTTPTransportError(.cancelled, "it was too late to begin the request")))
        }
        guard let handle = idle.popLast() ?? curl_easy_init().map({ CurlHandle(easy: $0) }) else {
            return transfer.finish(.failure(HTTPTransportError(.connect, "no memory for a request")))
        }
        transfer.configure(handle)
        active[ObjectIdentifier(transfer)] = transfer  // keeps it alive for the callbacks
        curl_multi_add_handle(multi, handle.easy)
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
        guard active.removeValue(forKey: ObjectIdentifier(transfer)) != nil, let handle = transfer.release() else {
            return
        }
        curl_multi_remove_handle(multi, handle.easy)
        if idle.count < maxIdleHandles { idle.append(transfer.emptied(handle)) } else { curl_easy_cleanup(handle.easy) }
        transfer.finish(result)
    }

    // MARK: What libcurl calls back with

    fileprivate func watch(_ socket: curl_socket_t, _ what: CInt) {
        guard what != CURL_POLL_REMOVE else { return poller.forget(socket) }
        // One that cannot be watched has its request end by its deadline.
        try? poller.watch(
            socket, token: UInt64(socket), input: what & CURL_POLL_IN != 0, output: what & CURL_POLL_OUT != 0)
    }

    fileprivate func wake(afterMilliseconds milliseconds: Int) {
        deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    }
}

private func loop(_ context: UnsafeMutableRawPointer?) -> CurlLoop? {
    context.map { Unmanaged<CurlLoop>.fromOpaque($0).takeUnretainedValue() }
}

private func watchSocket(
    _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: CInt, _ context: UnsafeMutableRawPointer?,
    _ own: UnsafeMutableRawPointer?
) -> CInt {
    loop(context)?.watch(socket, what)
    return 0
}

private func setDeadline(
    _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> CInt {
    loop(context)?.wake(afterMilliseconds: milliseconds)
    return 0
}

extension HTTPTransportError {
    static let clientIsClosed = HTTPTransportError(.closed, "the HTTP client is closed")
    static let taskIsCancelled = HTTPTransportError(.cancelled, "the request was cancelled")
}
