internal import SQLCore
internal import ServiceKit

/// What the loop knows of a listener.
struct ListenerState {
    let listener: Listener
    var backoff = Backoff()
    /// When it connects again; `nil` while it is connected, or connects.
    var retryAt: Duration?
    var hasListened = false
}

extension PoolLoop {
    func listen(_ listener: Listener) {
        guard !isFinished else { return listener.end() }
        let number = nextListener  // below zero: numbers that the pool does not give
        nextListener -= 1
        listeners[number] = ListenerState(listener: listener)
        open(number)
    }

    func endListening(_ listener: Listener) {
        guard let number = listeners.first(where: { $0.value.listener === listener })?.key else { return }
        listeners[number] = nil
        links[number] = nil
        listener.end()
    }

    func endListeners() {
        for (number, state) in listeners {
            links[number] = nil
            state.listener.end()
        }
        listeners = [:]
    }

    func reopen(_ number: Int) {
        listeners[number]?.retryAt = nil
        open(number)
    }

    func opened(_ link: Link, for number: Int) {
        guard let listener = listeners[number]?.listener else {
            links[number] = nil
            return
        }
        link.listener = listener
        let statements = listener.channels.map { PostgresStatement("LISTEN \(PostgresName.quoted($0))") }
        link.queue = [Job(.pipeline([statements]), limit: configuration.connecting)]
        proceed(link)
    }

    func notOpened(_ number: Int) {
        guard var state = listeners[number] else { return }
        state.retryAt = now + state.backoff.failed(jitter: .random(in: 0...1))
        listeners[number] = state
    }

    /// The server has answered to `LISTEN`.
    func heard(_ link: Link, _ outcomes: [PartOutcome<ResultHandle>]) {
        guard case .done = outcomes.first, var state = listeners[link.number] else {
            if links[link.number] != nil { lose(link, StoreError(.unreachable, "LISTEN failed")) }
            return
        }
        let gap: PostgresNews.Gap = state.hasListened ? .reconnected : .began
        state.hasListened = true
        state.backoff.succeeded()
        listeners[link.number] = state
        state.listener.add(.mayHaveMissed(gap))
    }

    func lost(_ listener: Listener, _ number: Int, _ error: StoreError) {
        configuration.log?.warning("a listener lost its connection to the database", ["reason": error.message])
        notOpened(number)
    }

    /// Hands on the notifications that have come. Those that come before the answer to `LISTEN` are among what may have
    /// been missed.
    func hear(_ link: Link) {
        guard let listener = link.listener else { return }
        while let notification = link.handle.nextNotification() { listener.add(.notification(notification)) }
    }
}
