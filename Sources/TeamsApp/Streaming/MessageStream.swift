internal import ServiceKit
internal import TeamsModels

/// One answer that grows while it is read. A context makes it: ``TurnContext/stream(visibleTo:_:)``.
///
/// What is appended goes out by itself: the first words after half a second, then all the text so far, one request a
/// second and never two at a time. Appending does not wait for that. In a personal chat it is a stream of Teams, with a
/// Stop button; in a group or channel, where Teams has none, a message with an edit every two seconds at most.
///
/// Two minutes are the longest that Teams streams. What comes later is shown by edits of the same message.
public actor MessageStream {
    private let outlet: StreamOutlet
    private let time: Stopwatch
    private let random: @Sendable () -> Double
    private let beginning: StreamState
    private var state: StreamState
    private var message: SentMessage?
    /// Sends what there is to send, and ends. It is no child of the turn: a stream must be ended also when the turn is
    /// cancelled, or the person looks at an answer that seems to go on. ``end(abandoning:)`` waits for it.
    private var sending: Task<Void, Never>?
    private var isResting = false
    private var isSealed = false

    init(
        _ outlet: StreamOutlet, time: Stopwatch, pace: StreamPace = StreamPace(), resendsAmbiguous: Bool = true,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.outlet = outlet
        self.time = time
        self.random = random
        beginning = StreamState(
            outlet.way, answering: outlet.inbound.id, pace: pace, resendsAmbiguous: resendsAmbiguous)
        state = beginning
    }

    /// The text so far, sent or not.
    public var text: String { state.text }

    /// Adds to the answer: text at its end, or a ``Message`` whose text goes there and whose attachments, suggested
    /// actions, label, citations and other things the message has once it is whole. Of these a later one takes the
    /// place of an earlier one; labels, citations and mentions are collected.
    ///
    /// After ``close()`` it begins a new message.
    ///
    /// - Throws: ``StreamError``: ``StreamError/Code/stopped`` when the person pressed Stop, so that whoever produces
    ///   text stops; ``StreamError/Code/tooLong`` for more text than a message holds, which is not added;
    ///   ``AppError`` for what such a message cannot have; `CancellationError` when the task is cancelled.
    public func append(_ content: some MessageContent) async throws {
        try await begin()
        let addition = content.message.activity
        if addition != Activity(text: addition.text ?? "") { try outlet.check(addition) }
        try state.append(addition, at: time.elapsed)
        wake()
    }

    /// Says what the bot is doing, before there is text: `Reading 12 documents…`. Of several that come faster than one
    /// a second the last is shown. Once there is text it changes nothing. In groups and channels it shows that the bot
    /// writes, without the words.
    ///
    /// - Throws: ``StreamError``, as ``append(_:)``; ``StreamError/Code/tooLong`` for over 1,000 characters.
    public func inform(_ text: String) async throws {
        try await begin()
        try state.inform(text)
        wake()
    }

    /// Takes back the text so far, and what was to go with it: the message gets what is appended from now on. In a
    /// personal chat what was read already stays until ``close()``, since Teams lets a stream only grow.
    public func clearText() {
        guard !state.isClosing else { return }
        state.clear()
        wake()
    }

    /// Ends the answer: sends what is left, with all that goes with it. The context does it at the end of its closure;
    /// closing twice gives the same message, and sends nothing more.
    ///
    /// - Returns: the message; nil when nothing was appended, and when the person pressed Stop.
    /// - Throws: ``StreamError`` when the answer could not be delivered.
    @discardableResult
    public func close() async throws -> SentMessage? {
        await end { $0.close() }
        switch state.end {
        case .failed(let error as StreamError) where error.code == .stopped: return nil
        case .failed(let error): throw error
        case .finished(hasMessage: true): return message
        case .finished(hasMessage: false), nil: return nil
        }
    }

    /// As ``close()``, for the last time.
    func seal() async throws -> SentMessage? {
        isSealed = true
        return try await close()
    }

    /// Ends it after a failure: what the person has seen the beginning of is finished as far as it came, so that it
    /// does not seem to go on.
    /// - Returns: whether the person pressed Stop.
    func abandon() async -> Bool {
        isSealed = true
        await end { $0.abandon() }
        return (state.failure as? StreamError)?.code == .stopped
    }

    private func end(_ change: (inout StreamState) -> Void) async {
        if !state.isClosing { change(&state) }
        // Words that are still being gathered need not wait any longer.
        if isResting { sending?.cancel() }
        while state.end == nil {
            await sending?.value
            wake()
        }
        await sending?.value
    }

    /// Makes ready for more: after an end, of a new message.
    private func begin() async throws {
        try Task.checkCancellation()
        guard !isSealed else { throw StreamError.usedAfterEnd }
        if let failure = state.failure { throw failure }
        guard state.isClosing else { return }
        await end { _ in }
        if let failure = state.failure { throw failure }
        guard state.isClosing else { return }  // somebody else has begun meanwhile
        state = beginning
        message = nil
    }

    private func wake() {
        guard sending == nil else { return }
        sending = Task { await send() }
    }

    /// Sends until there is nothing to send. The only one who does, so that no two requests overlap.
    private func send() async {
        defer { sending = nil }
        while true {
            switch state.next(at: time.elapsed) {
            case .idle, .over: return
            case .rest(let until):
                isResting = true
                try? await time.sleep(until: until)
                isResting = false
                // Cancelled to ask again: a request of a cancelled task would not be sent.
                if Task.isCancelled { return }
            case .send(let piece): await send(piece)
            }
        }
    }

    private func send(_ piece: StreamPiece) async {
        do {
            let sent = try await outlet.send(piece, growing: message)
            if piece.kind != .typing { message = sent }
            state.arrived(piece, id: sent.id, at: time.elapsed)
        } catch {
            state.failed(piece, StreamFailure(error), at: time.elapsed, random: random())
        }
    }
}
