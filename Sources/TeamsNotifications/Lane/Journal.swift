internal import LockKit
internal import ServiceKit

/// Writes the intents and receipts of all lanes: one transaction at a time, and what comes meanwhile goes into the next
/// one. So being durable costs little, however many lanes there are.
///
/// While the store cannot be written, receipts are kept and tried again, and the lanes send nothing.
final class Journal: Sendable {
    private typealias Verdicts = Result<[BeginVerdict], NotificationStoreError>
    private struct Intent {
        let attempts: [BegunAttempt]
        let continuation: CheckedContinuation<Verdicts, Never>
    }
    private struct State {
        var intents: [Intent] = []
        var receipts: [DeliveryReceipt] = []
        var pacing: [String: PacingMemory] = [:]
        /// Those who wait until their receipts are durable.
        var waiters: [CheckedContinuation<Bool, Never>] = []
        var problem: String?
        var isOver = false
    }

    /// How long the store is left alone after a failure.
    static let retryPause: Duration = .seconds(1)

    private let store: any NotificationStore
    private let time: Stopwatch
    private let logger: Log
    private let note: Note
    private let state = Mutex(State())
    private let bell = WakeBell()

    /// Told of each write: how many rows, how long, and whether it failed.
    typealias Note = @Sendable (SendingFigures.Write, _ rows: Int, Duration, _ failed: Bool) -> Void

    init(store: any NotificationStore, time: Stopwatch, logger: Log, note: @escaping Note = { _, _, _, _ in }) {
        self.store = store
        self.time = time
        self.logger = logger
        self.note = note
    }

    /// Why nothing can be written, for people; nil when all is well.
    var problem: String? { state.withLock { $0.problem } }

    /// Stores the intent to send these.
    func begin(_ attempts: [BegunAttempt]) async throws(NotificationStoreError) -> [BeginVerdict] {
        let result: Verdicts = await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isOver { return true }
                state.intents.append(Intent(attempts: attempts, continuation: continuation))
                return false
            }
            if isOver { continuation.resume(returning: .failure(Self.closed)) } else { bell.ring() }
        }
        return try result.get()
    }

    /// Stores what came of attempts; returns when it is durable.
    /// - Returns: false when it is not, because the work is over.
    @discardableResult
    func record(_ receipts: [DeliveryReceipt], pacing: [PacingMemory] = []) async -> Bool {
        guard !receipts.isEmpty || !pacing.isEmpty else { return true }
        return await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isOver { return true }
                state.receipts += receipts
                for memory in pacing { state.pacing[memory.scope] = memory }
                state.waiters.append(continuation)
                return false
            }
            if isOver { continuation.resume(returning: false) } else { bell.ring() }
        }
    }

    /// Writes until it is closed and nothing is left, or the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let (intents, isIdle, isOver) = state.withLock { state in
                defer { state.intents = [] }
                return (state.intents, state.intents.isEmpty && state.waiters.isEmpty, state.isOver)
            }
            if isIdle {
                if isOver { return }
                await bell.wait(on: time)
                continue
            }
            // At the same time: the store makes them durable together.
            async let written: Void = write(intents)
            await writeReceipts()
            await written
        }
        giveUp()
    }

    /// Nothing more will come.
    func close() {
        state.withLock { $0.isOver = true }
        bell.ring()
    }

    private func write(_ intents: [Intent]) async {
        guard !intents.isEmpty else { return }
        do throws(NotificationStoreError) {
            // Receipts that could not be stored come first.
            if let problem { throw NotificationStoreError(.unavailable, problem) }
            let attempts = intents.flatMap(\.attempts)
            var verdicts = try await timed(.begin, rows: attempts.count) { () async throws(NotificationStoreError) in
                try await store.begin(attempts)
            }[...]
            for intent in intents {
                intent.continuation.resume(returning: .success(Array(verdicts.prefix(intent.attempts.count))))
                verdicts = verdicts.dropFirst(intent.attempts.count)
            }
        } catch {
            for intent in intents { intent.continuation.resume(returning: .failure(error)) }
        }
    }

    private func writeReceipts() async {
        let (receipts, pacing, waiters) = state.withLock { state in
            defer {
                state.receipts = []
                state.pacing = [:]
                state.waiters = []
            }
            return (state.receipts, Array(state.pacing.values), state.waiters)
        }
        guard !waiters.isEmpty else { return }
        do {
            try await timed(.record, rows: receipts.count) { () async throws(NotificationStoreError) in
                try await store.record(receipts, pacing: pacing)
            }
        } catch {
            let isNew = state.withLock { state in
                defer { state.problem = error.message }
                state.receipts = receipts + state.receipts
                for memory in pacing where state.pacing[memory.scope] == nil { state.pacing[memory.scope] = memory }
                state.waiters = waiters + state.waiters
                return state.problem == nil
            }
            if isNew { logger.error("Receipts cannot be stored; nothing is sent meanwhile", ["error": "\(error)"]) }
            try? await time.sleep(for: Self.retryPause)
            return
        }
        let isMended = state.withLock { state in
            defer { state.problem = nil }
            return state.problem != nil
        }
        if isMended { logger.notice("Receipts can be stored again", ["count": "\(receipts.count)"]) }
        for waiter in waiters { waiter.resume(returning: true) }
    }

    private func timed<Value>(
        _ kind: SendingFigures.Write, rows: Int, _ body: () async throws(NotificationStoreError) -> Value
    ) async throws(NotificationStoreError) -> Value {
        let began = time.elapsed
        do {
            let value = try await body()
            note(kind, rows, time.elapsed - began, false)
            return value
        } catch {
            note(kind, rows, time.elapsed - began, true)
            throw error
        }
    }

    private func giveUp() {
        let (intents, waiters) = state.withLock { state in
            defer {
                state.intents = []
                state.waiters = []
            }
            state.isOver = true
            return (state.intents, state.waiters)
        }
        for intent in intents { intent.continuation.resume(returning: .failure(Self.closed)) }
        for waiter in waiters { waiter.resume(returning: false) }
    }

    private static let closed = NotificationStoreError(.unavailable, "The engine is shutting down")
}
