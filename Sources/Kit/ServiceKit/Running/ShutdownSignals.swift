internal import Dispatch
internal import Glibc
internal import Synchronization

/// SIGTERM and SIGINT as an event. While one exists, the first of them does not end the process; a second one does.
struct ShutdownSignals {
    /// Yields at the first signal, and ends.
    let first: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    /// Returns once both signals are caught: Dispatch installs its handlers on a thread of its own, and a signal that
    /// comes earlier has its default action.
    init() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        first = stream
        signal(SIGPIPE, SIG_IGN)
        let seen = Flag()
        let queue = DispatchQueue(label: "signals")
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                // Two signals between two turns of the queue come as one event with a count of two.
                if seen.raise() || source.data > 1 { _exit(128 + number) }
                continuation.yield()
                continuation.finish()
            }
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.activate()
            }
            sources.append(source)
        }
        self.sources = sources
    }

    /// Gives SIGTERM and SIGINT their default action back.
    func cancel() {
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
    }
}

/// A boolean that only goes up.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    /// Raises it. Returns whether it was up already.
    func raise() -> Bool { raised.exchange(true, ordering: .relaxed) }
}
