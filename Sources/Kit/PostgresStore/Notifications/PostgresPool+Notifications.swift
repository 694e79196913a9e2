package import SQLCore

extension PostgresPool {
    /// What is said on `channels`, over a connection of its own, which is made anew when it is lost. It begins with
    /// ``PostgresNews/mayHaveMissed(_:)``, and ends with the pool, or when the task that reads is cancelled.
    ///
    /// - Throws: when a name is one that PostgreSQL would take for another.
    package func news(on channels: [String]) throws(StoreError) -> PostgresNewsSequence {
        for channel in channels { try PostgresName.check(channel) }
        return PostgresNewsSequence(loop: loop, channels: channels)
    }
}

/// What listeners learn, one after the other. Each iteration has a connection of its own.
package struct PostgresNewsSequence: AsyncSequence, Sendable {
    let loop: PoolLoop
    let channels: [String]

    /// Begins to listen.
    package func makeAsyncIterator() -> Iterator { Iterator(loop, channels) }

    /// Reads news; it stops to listen when it goes.
    package final class Iterator: AsyncIteratorProtocol {
        private let loop: PoolLoop
        private let listener: Listener

        init(_ loop: PoolLoop, _ channels: [String]) {
            self.loop = loop
            listener = Listener(channels: channels, most: loop.configuration.maxNews)
            if !loop.post(.listen(listener)) { listener.end() }
        }

        deinit { loop.post(.endListening(listener)) }

        /// The next news; `nil` when there are none any more.
        package func next() async -> PostgresNews? { await listener.next() }
    }
}
