import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import TeamsCommand

private func progress(
    _ state: String = "sending", delivered: Int = 400, failed: Int = 0, unknown: Int = 0, planned: Int = 600,
    pace ended: [Int] = [], throttled: Int = 0, trouble: String? = nil
) throws -> NotifyProgress {
    let json = FakeNotifier.status(state, delivered: delivered, failed: failed, unknown: unknown, planned: planned)
    var progress = NotifyProgress(status: try #require(NotifyStatus(json)), throttled: throttled, trouble: trouble)
    for (second, count) in ended.enumerated() { progress.pace.note(count, at: .seconds(second)) }
    return progress
}

struct NotifyProgressTests {
    @Test func aLineForAFile() throws {
        let all = try progress(
            failed: 2, unknown: 1, planned: 597, pace: [303, 353, 403], throttled: 4, trouble: "slow")
        #expect(
            all.line == "sending  403 of 1,000  40 %  50/s  2 failed  1 unknown  4 refused for now  12 s left  slow")
        #expect(try progress("planning").line == "planning  400 of 1,000")
        #expect(try progress("scheduled", delivered: 0, planned: 0).line == "scheduled  0 of 0")
        #expect(
            try progress("done", delivered: 1000, planned: 0, pace: [900, 1000]).line == "done  1,000 of 1,000  100 %")
    }

    @Test(arguments: [1, 2, 10, 20, 30, 40, 60, 80, 100, 200])
    func aLineForATerminalIsNeverWiderAndKeepsWhatMatters(width: Int) throws {
        for each in [
            try progress(
                failed: 2, unknown: 1, planned: 597, pace: [303, 353, 403], throttled: 4, trouble: "it is slow"),
            try progress(), try progress("planning"), try progress("done", delivered: 1000, planned: 0),
            try progress(delivered: 0, planned: 0),
        ] {
            let line = each.line(width: width, coloured: false)
            #expect(line.count < max(width, 2))
            if width >= 40 { #expect(line.contains("\(grouped(each.status.counts.ended)) of ")) }
            let coloured = each.line(width: width, coloured: true)
            #expect(coloured.replacing("\u{1B}[31m", with: "").replacing("\u{1B}[0m", with: "") == line)
        }
    }

    @Test func theBarShowsTheShare() throws {
        #expect(
            try progress(delivered: 500, planned: 500).line(width: 80, coloured: false).contains(
                "[====================>"))
        #expect(
            try progress(delivered: 0, planned: 9).line(width: 44, coloured: false)
                == "sending  [>\(String(repeating: " ", count: 18))]  0 of 9  0 %")
        #expect(try progress("planning").line(width: 80, coloured: false) == "planning  400 of 1,000")
    }

    @Test func thePaceIsThatOfTheLastTenSeconds() {
        var pace = NotifyPace()
        #expect(pace.perSecond == nil)
        pace.note(0, at: .zero)
        #expect(pace.perSecond == nil)
        for second in 1...10 { pace.note(second * 10, at: .seconds(second)) }
        #expect(pace.perSecond == 10)
        for second in 11...30 { pace.note(100 + (second - 10) * 50, at: .seconds(second)) }
        #expect(pace.perSecond == 50)
        #expect(pace.timeLeft(for: 100) == .seconds(2))
        pace.note(3, at: .seconds(31))  // sent again: it counts anew
        #expect(pace.perSecond == nil)
        pace.note(3, at: .seconds(40))
        #expect(pace.timeLeft(for: 1) == nil)
    }

    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ])
    func numbersAreGrouped(number: Int, text: String) { #expect(grouped(number) == text) }

    @Test(arguments: [
        (0.0, "0 s"), (0.2, "1 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (7200, "2 h"),
        (7530, "2 h 5 min"),
    ])
    func timesAreSpelled(seconds: Double, text: String) { #expect(spelled(.seconds(seconds)) == text) }

    @Test func aFileGetsALineEveryFiveSecondsAndOneForEachState() throws {
        let output = Lines()
        var printer = ProgressPrinter(output.output, terminal: nil)
        for second in 0...12 { printer.show(try progress(delivered: second, planned: 100), at: .seconds(second)) }
        printer.show(try progress("done", delivered: 112, planned: 0), at: .seconds(13))
        printer.end()
        #expect(output.lines.map { $0.prefix(10) } == ["sending  0", "sending  5", "sending  1", "done  112 "])
    }

    /// The decision about another try, as a table.
    @Test(
        arguments: [
            (NotifierPatience.Trouble.status(503, retryAfter: nil), 1, true, 500),
            (.status(503, retryAfter: nil), 3, false, 2000),
            (.status(503, retryAfter: .seconds(7)), 1, true, 7000),
            (.status(429, retryAfter: .seconds(0)), 1, false, 100),
            (.status(503, retryAfter: .seconds(60)), 1, true, nil), (.status(502, retryAfter: nil), 1, false, nil),
            (.status(500, retryAfter: nil), 1, true, nil), (.status(401, retryAfter: nil), 1, true, nil),
            (.transport(.connect), 2, false, 1000), (.transport(.dropped), 1, false, nil),
            (.transport(.dropped), 1, true, 500),
            (.transport(.tls), 1, true, nil), (.transport(.badURL), 1, true, nil),
            (.transport(.connect), 60, true, 10_000),
        ] as [(NotifierPatience.Trouble, Int, Bool, Int?)])
    func patience(trouble: NotifierPatience.Trouble, attempt: Int, isRepeatable: Bool, milliseconds: Int?) {
        let wait = NotifierPatience.short.wait(
            after: trouble, attempt: attempt, spent: .zero, isRepeatable: isRepeatable, random: 0.5)
        #expect(wait == milliseconds.map { .milliseconds($0) })
    }

    @Test func patienceEnds() {
        let wait = NotifierPatience.short.wait(
            after: .transport(.connect), attempt: 1, spent: .milliseconds(14_600), isRepeatable: true, random: 0.5)
        #expect(wait == nil)
    }
}
