internal import Dispatch
internal import Foundation
internal import LockKit

/// SIGTERM and SIGINT as an event. While one exists, the first of them does not end the process; a second one does, and
/// so does the end of the grace.
struct ShutdownSignals {
    /// Yields at the first signal, and ends.
    let first: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]
    private let isOver = Flag()

    /// Returns once both signals are caught: Dispatch installs its handlers on a thread of its own, and a signal that
    /// comes earlier has its default action.
    ///
    /// - Parameter grace: the process is ended so long after the first signal, unless ``cancel()`` came before. That
    ///   holds also when no task runs any more, because all threads for tasks are busy.
    init(grace: Duration) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        first = stream
        signal(SIGPIPE, SIG_IGN)
        let seen = Flag()
        let queue = DispatchQueue(label: "signals")
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGTERM, SIGINT] {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [isOver] in
                // Two signals between two turns of the queue come as one event with a count of two.
                if seen.raise() || source.data > 1 { _exit(128 + number) }
                continuation.yield()
                continuation.finish()
                queue.asyncAfter(
                    deadline: .now() + .milliseconds(min(max(grace, .zero), .seconds(86_400)).wholeMilliseconds)
                ) {
                    guard !isOver.isRaised else { return }
                    Log(label: "service").critical("The process is too busy to shut down in time, and is ended")
                    StandardErrorSink.flush(milliseconds: 100)
                    _exit(128 + number)
                }
            }
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.activate()
            }
            #if canImport(Darwin)
                signal(number, SIG_IGN)  // there, Dispatch sees a signal beside its action, which would end the process
            #endif
            sources.append(source)
        }
        self.sources = sources
    }

    /// Gives SIGTERM and SIGINT their default action back.
    func cancel() {
        _ = isOver.raise()
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
    }
}

/// A boolean that only goes up.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Raises it. Returns whether it was up already.
    func raise() -> Bool { raised.exchange(true, ordering: .relaxed) }
}
