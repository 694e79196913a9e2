import JSONKit
import TeamsConnector
import TeamsModels

@testable import TeamsApp

/// A streamed answer without a clock, an app and a service: time passes when the answer waits.
struct StreamDrive {
    var state: StreamState
    var now: Duration = .zero
    var sent: [(at: Duration, piece: StreamPiece)] = []
    private var isNamed = false

    init(_ way: StreamState.Way = .stream, resendsAmbiguous: Bool = true) {
        state = StreamState(way, answering: "1795161600123", resendsAmbiguous: resendsAmbiguous)
    }

    /// Lets time pass until there is a piece to send; nil when there is none, or not before `deadline`.
    mutating func next(before deadline: Duration = .seconds(3600)) -> StreamPiece? {
        while true {
            switch state.next(at: now) {
            case .idle, .over: return nil
            case .rest(let until):
                guard until <= deadline else {
                    now = deadline
                    return nil
                }
                now = until
            case .send(let piece):
                sent.append((now, piece))
                return piece
            }
        }
    }

    struct Nothing: Error {}

    /// The next piece. There must be one.
    mutating func nextPiece() throws -> StreamPiece {
        guard let piece = next() else { throw Nothing() }
        return piece
    }

    mutating func arriveNext() throws { arrive(try nextPiece()) }

    mutating func failNext(_ error: any Error) throws { fail(try nextPiece(), error) }

    /// Sends what there is to send, and lets all of it arrive.
    mutating func run(before deadline: Duration = .seconds(3600)) {
        while let piece = next(before: deadline) { arrive(piece) }
    }

    mutating func arrive(_ piece: StreamPiece) {
        state.arrived(piece, id: isNamed ? nil : "s1", at: now)
        if piece.kind != .typing { isNamed = true }
    }

    mutating func append(_ content: some MessageContent) throws {
        try state.append(content.message.activity, at: now)
    }

    mutating func fail(_ piece: StreamPiece, _ error: any Error, random: Double = 0.5) {
        state.failed(piece, StreamFailure(error), at: now, random: random)
    }

    /// What went over the wire, shortly.
    var story: [String] {
        sent.map { _, piece in
            let number = piece.activity.channelData?.streamSequence.map { " \($0)" } ?? ""
            return "\(piece.kind)\(number): \(piece.activity.text ?? "")"
        }
    }
}

extension ConnectorError {
    /// A refusal of the service in these words.
    static func refused(_ status: Int, _ words: String, code: Code = .streamNotAllowed, isAmbiguous: Bool = false)
        -> Self
    {
        ConnectorError(code, message: "send was refused: \(words)", status: status, isAmbiguous: isAmbiguous)
    }
    static let overTime = refused(403, "Content stream finished due to exceeded streaming time.")
    static let stopped = refused(403, "Content stream was canceled by user.")
    static let complete = refused(403, "Content stream is not allowed on an already completed streamed message")
    static let forbidden = refused(403, "Content stream is not allowed")
    static let busy = ConnectorError(.throttled, message: "API calls quota exceeded", status: 429)
    static let silent = ConnectorError(.timedOut, message: "no answer", isAmbiguous: true)
}
