internal import TeamsConnector
internal import TeamsModels

/// Decides what of one streamed answer is sent next, and when. Knows no clock, no chance and no socket: times are those
/// of the caller's stopwatch.
///
/// An answer is a stream of the service in a personal chat. Elsewhere, and once the service has ended the stream for
/// its length, it is a message like any other with edits. Every piece shows all the text so far, so whatever was
/// appended while one was under way goes with the next.
struct StreamState: Sendable {
    /// How it is shown.
    enum Way: Hashable, Sendable {
        case stream
        case edits
    }

    /// What to do.
    enum Step: Hashable, Sendable {
        /// Nothing, until something is appended or it is closed.
        case idle
        /// Ask again at this time.
        case rest(until: Duration)
        /// Send this, then say what came of it.
        case send(StreamPiece)
        /// It has ended.
        case over
    }

    /// How it ended.
    enum End: Sendable {
        /// All was said; or there was nothing to say.
        case finished(hasMessage: Bool)
        case failed(any Error)
    }

    fileprivate enum Shown: Int, Comparable {
        case nothing, informative, text
    }

    let pace: StreamPace
    /// Whether a first piece is sent again when it may have arrived.
    let resendsAmbiguous: Bool
    /// The activity that is answered.
    let inbound: ActivityID?
    private(set) var way: Way
    private(set) var content = StreamContent()
    private(set) var end: End?
    private(set) var isClosing = false

    private var informative: String?
    private var shown = Shown.nothing
    /// How much of the text was shown, in bytes of UTF-8.
    private var shownLength = 0
    /// What was shown is not a beginning of the text any more, or a stream that is dead.
    private var mustReplace = false
    /// The message was a stream until that took too long.
    private var isReplaced = false
    /// Text that was shown was taken back, which a stream cannot: nothing more is shown of it before its end.
    private var isRewritten = false
    /// The message: the id of the first piece.
    private var id: ActivityID?
    private var number = 0
    private var earliest: Duration = .zero
    private var attempts = 0
    /// Whether any piece was to be sent already.
    private var hasBegun = false
    /// An attempt at the present piece may have arrived.
    private var mayBeThere = false
    /// Pieces fail again and again: the next attempt is the last message.
    private var isGivenUp = false

    init(
        _ way: Way, answering inbound: ActivityID?, pace: StreamPace = StreamPace(), resendsAmbiguous: Bool = true
    ) {
        self.way = way
        self.inbound = inbound
        self.pace = pace
        self.resendsAmbiguous = resendsAmbiguous
    }

    var text: String { content.text }

    /// What appending must not ignore.
    var failure: (any Error)? { if case .failed(let error) = end { error } else { nil } }

}

// What its owner does.
extension StreamState {
    /// Adds text, and what the message is to have once it is whole.
    /// - Throws: ``StreamError`` when it would be too long: nothing is added then.
    mutating func append(_ activity: Activity, at now: Duration) throws(StreamError) {
        let isFirst = content.isEmpty && informative == nil
        try content.append(activity)
        if isFirst, !hasBegun { earliest = max(earliest, now + pace.gathering) }
    }

    /// Says what the bot is doing; a later one takes the place of one that is not sent yet. Without effect once there
    /// is text: Teams shows it before any text alone.
    mutating func inform(_ text: String) throws(StreamError) {
        let units = text.utf16.count
        guard units <= StreamContent.maxInformativeUnits else {
            throw .tooLong("The informative update", units: units, most: StreamContent.maxInformativeUnits)
        }
        guard content.isEmpty, shown != .text, !text.isEmpty else { return }
        informative = text
    }

    /// Takes back the text and what goes with it. Informative updates stay, and the message stays the same.
    mutating func clear() {
        content = StreamContent()
        guard shown == .text else { return }
        mustReplace = true
        if way == .stream { isRewritten = true }
    }

    /// Nothing more is appended.
    mutating func close() { isClosing = true }

    /// Nothing more is appended, and what nobody has seen a part of is not sent any more.
    mutating func abandon() {
        isClosing = true
        informative = nil
        if end == nil, id == nil, attempts == 0 { end = .finished(hasMessage: false) }
    }
}

// What is sent.
extension StreamState {
    mutating func next(at now: Duration) -> Step {
        guard end == nil else { return .over }
        guard let kind = wanted else {
            guard isClosing else { return .idle }
            end = .finished(hasMessage: shown == .text)
            return .over
        }
        let isGathering = !hasBegun && !isClosing && kind != .informative && kind != .typing
        if hasBegun || isGathering, earliest > now { return .rest(until: earliest) }
        return .send(piece(kind))
    }

    private var isDirty: Bool { mustReplace || content.length != shownLength }

    private var wanted: StreamPiece.Kind? {
        let isSilent = isClosing && content.isEmpty
        if informative != nil, shown != .text, !isGivenUp, !isSilent { return way == .stream ? .informative : .typing }
        guard !isClosing else { return wantedAtEnd }
        guard !content.text.isEmpty, isDirty, !isGivenUp, !isRewritten else { return nil }
        if way == .stream { return .streaming }
        return id == nil ? .message : .edit
    }

    private var wantedAtEnd: StreamPiece.Kind? {
        guard !content.isEmpty else { return nil }
        if way == .stream {
            if id != nil { return .final }
            // A text with attachments becomes two messages, unless it is the end of a stream.
            return !isGivenUp && content.hasAttachments && !content.text.isEmpty ? .streaming : .message
        }
        if id == nil { return .message }
        return isDirty || content.rest != nil ? .edit : nil
    }

    private mutating func piece(_ kind: StreamPiece.Kind) -> StreamPiece {
        attempts += 1
        hasBegun = true
        var isWhole = false
        var activity: Activity
        switch kind {
        case .informative, .streaming:
            // The same number again would be dropped when the first attempt had arrived all the same.
            if id == nil {
                number = 1
            } else if attempts == 1 || mayBeThere {
                number += 1
            }
            activity =
                kind == .informative
                ? StreamPiece.typing(.informative, informative ?? "", id: id, number: number)
                : StreamPiece.typing(
                    .streaming, content.text, format: content.rest?.textFormat, id: id, number: number)
            activity.replyToId = inbound
        case .typing: activity = Activity(.typing)
        case .final:
            isWhole = true
            activity = content.message
            if let id { activity.markAsFinal(ofStream: id) }
            activity.id = id
            activity.replyToId = inbound
        case .message, .edit:
            // A text with attachments is sent first, and gets them with its first edit: it stays one message.
            let isFirstHalf =
                kind == .message && content.hasAttachments && !content.text.isEmpty && way == .edits && !isGivenUp
            isWhole = isClosing && !isFirstHalf
            activity = isWhole ? content.message : content.textAlone
            if isReplaced { activity.replyToId = inbound }
        }
        return StreamPiece(kind: kind, activity: activity, length: content.length, isWhole: isWhole)
    }

}

// What came of it.
extension StreamState {
    /// The piece arrived.
    /// - Parameter id: of the message; nil where the service gave none, as for pieces after the first.
    mutating func arrived(_ piece: StreamPiece, id: ActivityID?, at now: Duration) {
        attempts = 0
        mayBeThere = false
        earliest = now + (way == .stream ? pace.streaming : pace.editing)
        switch piece.kind {
        case .informative:
            if piece.activity.text == informative { informative = nil }
            shown = max(shown, .informative)
        case .typing:
            informative = nil
            return
        default:
            shown = .text
            shownLength = piece.length
            mustReplace = false
        }
        self.id = self.id ?? id
        if piece.isWhole { end = .finished(hasMessage: true) }
        // A message that nobody can name cannot grow: the rest comes at the end, as a message of its own.
        if self.id == nil { isGivenUp = true }
    }

    /// The piece did not arrive.
    /// - Parameter random: a number from 0 to 1, which spreads attempts.
    mutating func failed(_ piece: StreamPiece, _ failure: StreamFailure, at now: Duration, random: Double) {
        earliest = max(earliest, now + (way == .stream ? pace.streaming : pace.editing))
        switch failure {
        case .end(let error): ended(piece, error, at: now)
        case .lasting(let error): giveUp(piece, error)
        case .passing(let error, let retryAfter, let isAmbiguous):
            mayBeThere = mayBeThere || isAmbiguous
            // Of a first piece nobody knows the name: another one would be a second message.
            let mayDouble = id == nil && isAmbiguous && !resendsAmbiguous && piece.kind != .typing
            let most = piece.kind.isOfStream ? pace.maxAttempts : 1
            guard attempts < most, !mayDouble else { return giveUp(piece, error, isLast: mayDouble) }
            earliest = max(earliest, now + (retryAfter ?? pace.pause(after: attempts, random: random)))
        }
    }

    private mutating func ended(_ piece: StreamPiece, _ error: StreamError, at now: Duration) {
        if piece.kind == .final, mayBeThere, error.saysCompleted {
            return arrived(piece, id: id, at: now)
        }
        let canGoOn = error.code == .timedOut && piece.kind.isOfStream || error.code == .notAllowed && id == nil
        guard way == .stream, canGoOn else {
            end = .failed(error)
            return
        }
        // A stream that took too long may be replaced by a message; where none is allowed, a message it is.
        way = .edits
        isReplaced = id != nil
        mustReplace = isReplaced
        isRewritten = false
        attempts = 0
        mayBeThere = false
        if informative != nil, id != nil { informative = nil }
    }

    /// No further attempt at this piece. The whole message is still tried in the end: only when that fails too, has the
    /// answer failed.
    /// - Parameter isLast: whether nothing more may be sent, since it might be there twice.
    private mutating func giveUp(_ piece: StreamPiece, _ error: any Error, isLast: Bool = false) {
        attempts = 0
        mayBeThere = false
        switch piece.kind {
        case .typing:
            informative = nil
            return
        case .informative: informative = nil
        default: break
        }
        guard piece.isWhole || isLast else {
            isGivenUp = true
            return
        }
        end = .failed(
            (error as? ConnectorError).map {
                StreamError(.failed, "The answer could not be delivered", cause: $0)
            } ?? error)
    }
}

extension StreamState.Shown {
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
