internal import Dispatch
internal import Glibc
internal import Synchronization

/// SIGTERM and SIGINT as an event. While one exists, neither ends the process by itself; a second one does.
struct ShutdownSignals {
    /// Yields at the first signal, and ends.
    let first: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        first = stream
        ignore(SIGPIPE)
        let seen = Flag()
        let queue = DispatchQueue(label: "signals")
        sources = [SIGTERM, SIGINT].map { number in
            ignore(number)  // the default action ends the process before Dispatch sees the signal
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Two signals between two turns of the queue come as one event with a count of two.
                let count = source.data
                if seen.raise() || count > 1 { _exit(128 + number) }
                continuation.yield()
                continuation.finish()
            }
            return source
        }
        for source in sources { source.activate() }
    }

    /// Gives SIGTERM and SIGINT their default action back.
    func cancel() {
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGINT] { _ = signal(number, SIG_DFL) }
    }
}

private func ignore(_ number: CInt) {
    _ = signal(number, SIG_IGN)
}

/// A boolean that only goes up.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    /// Raises it. Returns whether it was up already.
    func raise() -> Bool { raised.exchange(true, ordering: .relaxed) }
}
