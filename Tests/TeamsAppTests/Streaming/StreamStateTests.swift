import Foundation
import JSONKit
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

@Suite struct StreamStateTests {
    @Test("STR-1 12 emits before the first request go with one")
    func gathered() throws {
        var drive = StreamDrive()
        for number in 1...12 { try drive.append("\(number) ") }
        drive.run()
        #expect(drive.story == ["streaming 1: 1 2 3 4 5 6 7 8 9 10 11 12 "])
        #expect(drive.now == .milliseconds(500))
    }

    @Test("STR-1 All of it before the first request, and the end: a plain message, and no stream")
    func endedAtOnce() throws {
        var drive = StreamDrive()
        try drive.append("all of it")
        drive.state.close()
        drive.run()
        #expect(drive.story == ["message: all of it"])
        #expect(drive.now == .zero)
    }

    @Test("STR-2, STR-16 An informative update is a typing activity of that type, sent at once, before text")
    func informative() throws {
        var drive = StreamDrive()
        try drive.state.inform("Reading…")
        let piece = try drive.nextPiece()
        #expect(drive.now == .zero)
        let expected: JSONValue = [
            "type": "typing", "text": "Reading…", "replyToId": "1795161600123",
            "channelData": ["streamType": "informative", "streamSequence": 1],
            "entities": [["type": "streaminfo", "streamType": "informative", "streamSequence": 1]],
        ]
        #expect(piece.activity.json == expected)
    }

    @Test("STR-3, STR-15 An informative update, text, the end: typing, typing, message; one stream id")
    func wholeStream() throws {
        var drive = StreamDrive()
        try drive.state.inform("Reading…")
        try drive.append("The tide ")
        drive.run()
        try drive.append("turns.")
        drive.run()
        drive.state.close()
        drive.run()
        #expect(
            drive.story == [
                "informative 1: Reading…", "streaming 2: The tide ", "streaming 3: The tide turns.",
                "final: The tide turns.",
            ])
        #expect(drive.sent.map(\.at) == [.zero, .seconds(1), .seconds(2), .seconds(3)])
        #expect(drive.sent.map(\.piece.activity.channelData?.streamId) == [nil, "s1", "s1", "s1"])
        #expect(drive.sent.map(\.piece.activity.id) == [nil, "s1", "s1", "s1"])
        #expect(drive.sent.allSatisfy { $0.piece.activity.replyToId == "1795161600123" })
        let final: JSONValue = [
            "type": "message", "id": "s1", "text": "The tide turns.", "replyToId": "1795161600123",
            "channelData": ["streamType": "final", "streamId": "s1"],
            "entities": [["type": "streaminfo", "streamType": "final", "streamId": "s1"]],
        ]
        #expect(drive.sent.last?.piece.activity.json == final)
    }

    @Test("STR-3 An informative update that waits goes before the text and before the end")
    func informativeFirst() throws {
        var drive = StreamDrive()
        try drive.state.inform("one")
        try drive.state.inform("two")
        try drive.append("text")
        drive.state.close()
        drive.run()
        #expect(drive.story == ["informative 1: two", "final: text"])
    }

    @Test("An informative update after text changes nothing")
    func informativeTooLate() throws {
        var drive = StreamDrive()
        try drive.append("text")
        try drive.state.inform("late")
        drive.run()
        try drive.state.inform("later")
        drive.state.close()
        drive.run()
        #expect(drive.story == ["streaming 1: text", "final: text"])
    }

    @Test("2,000 chunks in a minute: never more than one request a second, and the whole text in the end")
    func manyChunks() throws {
        var drive = StreamDrive()
        var whole = ""
        for number in 0..<2_000 {
            drive.run(before: .milliseconds(30 * number))
            drive.now = .milliseconds(30 * number)
            try drive.append("word \(number) ")
            whole += "word \(number) "
        }
        drive.state.close()
        drive.run()
        let times = drive.sent.map(\.at)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
        #expect((59...62).contains(drive.sent.count))
        #expect(drive.sent.last?.piece.kind == .final)
        #expect(drive.sent.last?.piece.activity.text == whole)
        let texts = drive.sent.map { $0.piece.activity.text ?? "" }
        #expect(zip(texts, texts.dropFirst()).allSatisfy { $1.hasPrefix($0) })
    }

    @Test(
        "STR-5 The first failure is retried, with what came meanwhile",
        arguments: [
            ConnectorError.busy, .silent, ConnectorError(.serviceFailed, message: "x", status: 500),
            ConnectorError(.dropped, message: "x", isAmbiguous: true),
        ])
    func retried(error: ConnectorError) throws {
        var drive = StreamDrive()
        try drive.append("a")
        try drive.failNext(error)
        try drive.append("b")
        drive.run()
        #expect(drive.story == ["streaming 1: a", "streaming 1: ab"])
        #expect(drive.sent[1].at - drive.sent[0].at >= .seconds(1))
    }

    @Test("STR-5 Five time-outs give up on the piece, and the end is tried nevertheless")
    func givenUp() throws {
        var drive = StreamDrive()
        try drive.append("a")
        try drive.arriveNext()
        try drive.append("b")
        while let piece = drive.next() { drive.fail(piece, ConnectorError.silent, random: 1) }
        #expect(drive.sent.count == 1 + 5)
        // A number that may have arrived is not used again: the service would drop the newer text.
        #expect(drive.sent.compactMap(\.piece.activity.channelData?.streamSequence) == [1, 2, 3, 4, 5, 6])
        let pauses = zip(drive.sent.dropFirst(), drive.sent.dropFirst(2)).map { $1.at - $0.at }
        #expect(pauses == [.seconds(1), .seconds(1), .seconds(2), .seconds(4)])
        #expect(drive.state.failure == nil)
        try drive.append("c")
        #expect(drive.next() == nil)
        drive.state.close()
        drive.run()
        #expect(drive.story.last == "final: abc")
    }

    @Test("STR-5 An answer that cannot be delivered is an error in the end")
    func undelivered() throws {
        var drive = StreamDrive()
        try drive.append("a")
        try drive.arriveNext()
        drive.state.close()
        while let piece = drive.next() { drive.fail(piece, ConnectorError.silent) }
        #expect(drive.sent.count == 6)
        #expect((drive.state.failure as? StreamError)?.code == .failed)
        #expect((drive.state.failure as? StreamError)?.cause == .silent)
    }

    @Test("What the service asked to wait is waited for")
    func retryAfter() throws {
        var drive = StreamDrive()
        try drive.append("a")
        try drive.failNext(ConnectorError(.throttled, message: "x", status: 429, retryAfter: .seconds(7)))
        drive.run()
        #expect(drive.sent[1].at - drive.sent[0].at == .seconds(7))
    }

    @Test(
        "A first piece that may have arrived is not sent again, nor anything after it, where messages must not double")
    func notDoubled() throws {
        for way in [StreamState.Way.stream, .edits] {
            var drive = StreamDrive(way, resendsAmbiguous: false)
            try drive.append("a")
            try drive.failNext(ConnectorError.silent)
            drive.state.close()
            drive.run()
            #expect(drive.sent.count == 1)
            #expect((drive.state.failure as? StreamError)?.cause == .silent)
        }
    }

    private static let endings: [(words: String, code: StreamError.Code)] = [
        ("Content stream finished due to exceeded streaming time.", .timedOut),
        ("CONTENT STREAM FINISHED DUE TO EXCEEDED STREAMING TIME", .timedOut),
        ("Content stream was canceled by user.", .stopped), ("Content stream was cancelled by user", .stopped),
        ("Content stream is not allowed", .notAllowed), ("content stream is NOT ALLOWED for this bot", .notAllowed),
        ("Content stream is not allowed on an already completed streamed message", .ended),
        ("Message size too large", .ended),
        ("Request streamed content should contain the previously streamed content", .ended), ("", .ended),
    ]

    @Test("STR-6 The words of a 403 say why a stream ends", arguments: endings)
    func typedEnds(words: String, code: StreamError.Code) {
        #expect(StreamError(ending: .refused(403, words))?.code == code)
        #expect(StreamError(ending: .refused(403, words, code: .refused))?.code == code)
        #expect(StreamError(ending: .refused(429, words, code: .throttled)) == nil)
        #expect(StreamError(ending: .refused(404, words, code: .refused)) == nil)
    }

    @Test("STR-7, STR-8 Stop after some success ends it, and nothing more is sent")
    func stopped() throws {
        var drive = StreamDrive()
        try drive.append("a")
        drive.run()
        try drive.append("b")
        try drive.failNext(ConnectorError.stopped)
        drive.state.close()
        #expect(drive.next() == nil)
        #expect((drive.state.failure as? StreamError)?.code == .stopped)
    }

    @Test("STR-9, STR-16 A time-out on a piece: an update in its place, without marks of a stream, and growing on")
    func timedOut() throws {
        var drive = StreamDrive()
        try drive.append("a")
        drive.run()
        try drive.append(Message("b").labelledAsAIGenerated())
        try drive.failNext(ConnectorError.overTime)
        let edit = try drive.nextPiece()
        #expect(edit.activity.json == ["type": "message", "text": "ab", "replyToId": "1795161600123"])
        drive.arrive(edit)
        try drive.append("c")
        drive.state.close()
        drive.run()
        #expect(drive.story.suffix(2) == ["edit: ab", "edit: abc"])
        #expect(drive.sent.last.map { $0.piece.activity.entities?.count } == 1)
        #expect(drive.sent.last?.piece.activity.channelData == nil)
        #expect(drive.sent[3].at - drive.sent[2].at == .seconds(2))
    }

    @Test("STR-9 A time-out at the end: an update in its place")
    func timedOutAtTheEnd() throws {
        var drive = StreamDrive()
        try drive.append("a")
        drive.run()
        drive.state.close()
        try drive.failNext(ConnectorError.overTime)
        let edit = try drive.nextPiece()
        #expect(edit.kind == .edit)
        #expect(edit.activity.json == ["type": "message", "text": "a", "replyToId": "1795161600123"])
        drive.arrive(edit)
        #expect(drive.next() == nil)
        #expect(drive.state.failure == nil)
    }

    @Test("Where no stream is allowed, the answer is a message with edits")
    func notAllowedAtFirst() throws {
        var drive = StreamDrive()
        try drive.append("a")
        try drive.failNext(ConnectorError.forbidden)
        drive.run()
        try drive.append("b")
        drive.state.close()
        drive.run()
        #expect(drive.story == ["streaming 1: a", "message: a", "edit: ab"])
    }

    @Test("A final whose answer was lost, and that is complete when it is sent again, has arrived")
    func finalArrivedAlready() throws {
        var drive = StreamDrive()
        try drive.append("a")
        drive.run()
        drive.state.close()
        try drive.failNext(ConnectorError.silent)
        try drive.failNext(ConnectorError.complete)
        #expect(drive.next() == nil)
        #expect(drive.state.failure == nil)
    }

    @Test("STR-10, STR-19 Attachments, suggested actions and format of the last message win; labels are collected")
    func lastWins() throws {
        let first = Attachment(.adaptiveCard, content: ["n": 1])
        let second = Attachment(.adaptiveCard, content: ["n": 2])
        var drive = StreamDrive()
        try drive.append(Message("a").attaching(first).labelledAsAIGenerated().citing(1, CitationAppearance()))
        drive.run()
        try drive.append(Message("b").attaching(second).formatted(.plain).askingForFeedback())
        try drive.append(
            Message("c").citing(2, CitationAppearance()).suggesting(CardAction(.imBack, title: "Go", value: "Go")))
        drive.state.close()
        drive.run()
        let final = try #require(drive.sent.last?.piece.activity)
        #expect(final.text == "abc")
        #expect(final.attachments == [second])
        #expect(final.textFormat == .plain)
        #expect(final.suggestedActions?.actions?.count == 1)
        #expect(final.messageEntity?.additionalType == ["AIGeneratedContent"])
        #expect(final.messageEntity?.citation?.compactMap(\.position) == [1, 2])
        #expect(final.channelData?.feedbackLoop != nil)
        #expect(final.channelData?.streamType == .final)
        // While it grows it is text alone.
        #expect(drive.sent.first?.piece.activity.attachments == nil)
    }

    @Test("STR-14 clearText drops text and what goes with it, and keeps the informative update and the id")
    func cleared() throws {
        var early = StreamDrive()
        try early.state.inform("Reading…")
        try early.append("wrong")
        early.state.clear()
        try early.append("right")
        early.run()
        #expect(early.story == ["informative 1: Reading…", "streaming 2: right"])

        var late = StreamDrive()
        try late.append(Message("wrong").labelledAsAIGenerated())
        late.run()
        late.state.clear()
        try late.append("right")
        // Teams refuses a piece that does not begin with the one before.
        #expect(late.next() == nil)
        late.state.close()
        late.run()
        #expect(late.story == ["streaming 1: wrong", "final: right"])
        #expect(late.sent.last?.piece.activity.id == "s1")
        #expect(late.sent.last?.piece.activity.messageEntity == nil)
    }

    @Test("STR-17 Ending with nothing appended, or only an informative update, sends nothing and gives nothing")
    func nothing() throws {
        var empty = StreamDrive()
        empty.state.close()
        #expect(empty.next() == nil)
        var informed = StreamDrive()
        try informed.state.inform("Reading…")
        informed.run()
        informed.state.close()
        #expect(informed.next() == nil)
        #expect(informed.sent.count == 1)
        for drive in [empty, informed] {
            guard case .finished(hasMessage: false) = drive.state.end else {
                Issue.record("\(String(describing: drive.state.end))")
                continue
            }
        }
    }

    @Test("STR-18 Attachments alone are accepted, with an empty text")
    func attachmentsAlone() throws {
        var drive = StreamDrive()
        try drive.state.inform("Drawing…")
        drive.run()
        try drive.append(Attachment(.adaptiveCard, content: [:]))
        drive.state.close()
        drive.run()
        #expect(drive.story == ["informative 1: Drawing…", "final: "])
        #expect(drive.sent.last?.piece.activity.text == "")
    }

    @Test("Text with attachments at once is a stream all the same: a plain message would become two")
    func textAndAttachments() throws {
        for (way, story) in [
            (StreamState.Way.stream, ["streaming 1: a", "final: a"]), (.edits, ["message: a", "edit: a"]),
        ] {
            var drive = StreamDrive(way)
            try drive.append(Message("a").attaching(Attachment(.adaptiveCard, content: [:])))
            drive.state.close()
            drive.run()
            #expect(drive.story == story)
            #expect(drive.sent.last?.piece.activity.attachments?.count == 1)
            #expect(drive.sent.first?.piece.activity.attachments == nil)
        }
    }

    @Test("In a group: typing for an informative update, one message, and an edit every two seconds at most")
    func edits() throws {
        var drive = StreamDrive(.edits)
        try drive.state.inform("Reading…")
        for number in 0..<100 {
            drive.run(before: .milliseconds(100 * number))
            drive.now = .milliseconds(100 * number)
            try drive.append("\(number) ")
        }
        drive.state.close()
        drive.run()
        #expect(drive.sent.map(\.piece.kind) == [.typing, .message, .edit, .edit, .edit, .edit])
        let times = drive.sent.map(\.at)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(2) })
        #expect(drive.sent.last?.piece.activity.text?.hasSuffix("98 99 ") == true)
        #expect(drive.sent.allSatisfy { $0.piece.activity.channelData == nil && $0.piece.activity.entities == nil })
    }

    @Test("A text that is too long is told before it is sent, and not added")
    func tooLong() throws {
        var drive = StreamDrive()
        let half = String(repeating: "é", count: 20_000)
        try drive.append(half)
        try drive.append(half)
        do {
            try drive.append("x")
            Issue.record("40,001 characters fit")
        } catch let error as StreamError {
            #expect(error.code == .tooLong)
            #expect(error.message.contains("40001") && error.message.contains("40000"))
        }
        drive.state.close()
        drive.run()
        #expect(drive.sent.last?.piece.activity.text == half + half)
        #expect(throws: StreamError.self) {
            var state = StreamState(.stream, answering: nil)
            try state.inform(String(repeating: "x", count: 1_001))
        }
    }

    /// Whatever is appended, informed, cleared, refused and lost, in any order: two requests are never closer than a
    /// second, no number is used for two texts that both may have arrived, and the end comes.
    @Test(arguments: 0..<40)
    func anyOrder(run: Int) throws {
        var random = SeededGenerator(UInt64(run) &* 0x9E37_79B9 &+ 7)
        var drive = StreamDrive(run.isMultiple(of: 3) ? .edits : .stream)
        let failures: [any Error] = [
            ConnectorError.busy, ConnectorError.silent, ConnectorError.overTime,
            ConnectorError(.badArgument, message: "x", status: 400),
        ]
        for _ in 0..<60 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0...3: try drive.append("word ")
            case 4: try drive.state.inform("doing \(Int.random(in: 0..<9, using: &random))")
            case 5 where run.isMultiple(of: 5): drive.state.clear()
            case 6: try drive.append(Message("x").labelledAsAIGenerated())
            default: drive.now += .milliseconds(Int.random(in: 0..<900, using: &random))
            }
            guard let piece = drive.next(before: drive.now) else { continue }
            if Int.random(in: 0..<4, using: &random) == 0, let error = failures.randomElement(using: &random) {
                drive.fail(piece, error, random: Double.random(in: 0...1, using: &random))
            } else {
                drive.arrive(piece)
            }
        }
        let text = drive.state.text
        drive.state.close()
        drive.run()
        let times = drive.sent.map(\.at)
        #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) }, "\(drive.story)")
        #expect(drive.state.end != nil)
        if drive.state.failure == nil, !text.isEmpty { #expect(drive.sent.last?.piece.activity.text == text) }
        let numbers = drive.sent.compactMap(\.piece.activity.channelData?.streamSequence)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }, "\(numbers)")
    }
}
